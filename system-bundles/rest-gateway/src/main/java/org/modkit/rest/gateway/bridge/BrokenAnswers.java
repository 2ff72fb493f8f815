// SPDX-License-Identifier: Apache-2.0
package org.modkit.rest.gateway.bridge;

import jakarta.annotation.Priority;
import jakarta.ws.rs.ext.WriterInterceptor;
import jakarta.ws.rs.ext.WriterInterceptorContext;
import java.io.IOException;

/**
 * Tells the exchange when writing an answer fails. Once something of it is sent, Jersey only writes a line to the log and
 * then ends the answer as if it were whole.
 */
@Priority(Integer.MIN_VALUE)
final class BrokenAnswers implements WriterInterceptor {
    @Override
    public void aroundWriteTo(WriterInterceptorContext context) throws IOException {
        try {
            context.proceed();
        } catch (IOException | RuntimeException | Error e) {
            if (context.getProperty(Exchange.class.getName()) instanceof Exchange exchange) {
                exchange.broken(e);
            }
            throw e;
        }
    }
}
