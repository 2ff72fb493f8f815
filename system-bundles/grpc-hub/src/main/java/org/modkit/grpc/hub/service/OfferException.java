// SPDX-License-Identifier: Apache-2.0
package org.modkit.grpc.hub.service;

import java.util.List;

/** What a module offers can't be served; the message says why and what to do, a sentence or two for each problem. */
public final class OfferException extends RuntimeException {
    OfferException(List<String> problems) {
        super(String.join(" ", problems));
    }
}
