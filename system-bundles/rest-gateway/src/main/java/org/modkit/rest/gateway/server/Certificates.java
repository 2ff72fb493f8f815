// SPDX-License-Identifier: Apache-2.0
package org.modkit.rest.gateway.server;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http2.HTTP2Cipher;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.Scheduler;
import org.modkit.rest.gateway.config.Settings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the server proves itself with. While it runs it looks at the files every second, and what they hold is for new
 * connections; those that are there keep what they began with.
 */
final class Certificates extends AbstractLifeCycle {
    private static final Logger LOG = LoggerFactory.getLogger(Certificates.class);
    private static final long PERIOD_MS = 1_000;

    private final KeyFiles files;
    private final Scheduler scheduler;
    private final SslContextFactory.Server context = new SslContextFactory.Server();
    // Of one thread at a time: that which starts, then those of the scheduler.
    private List<Object> seen;
    private volatile Scheduler.Task next = () -> false;

    /**
     * Reads them.
     *
     * @throws ListenException with a sentence, if they are of no use
     */
    Certificates(Settings.Tls settings, Scheduler scheduler) {
        this.files = new KeyFiles(settings);
        this.scheduler = scheduler;
        this.seen = files.stamp();
        use(files.read());
        context.setIncludeProtocols("TLSv1.3", "TLSv1.2");
        context.setRenegotiationAllowed(false);
        context.setCipherComparator(HTTP2Cipher.COMPARATOR);
    }

    SslContextFactory.Server context() {
        return context;
    }

    private void use(KeyFiles.Key key) {
        context.setKeyStore(key.store());
        context.setKeyStorePassword(key.password());
    }

    @Override
    protected void doStart() {
        next = scheduler.schedule(this::look, PERIOD_MS, TimeUnit.MILLISECONDS);
    }

    @Override
    protected void doStop() {
        next.cancel();
    }

    private void look() {
        List<Object> now = files.stamp();
        if (!now.equals(seen)) {
            seen = now;
            change();
        }
        if (isRunning()) {
            next = scheduler.schedule(this::look, PERIOD_MS, TimeUnit.MILLISECONDS);
        }
    }

    private void change() {
        try {
            // First the whole of it, since a context that can't be loaded again would serve nobody.
            KeyFiles.Key key = files.read();
            context.reload(same -> use(key));
            LOG.info("The REST gateway has a new certificate, as its files have changed.");
        } catch (Exception e) {
            LOG.warn("{} The certificate that was read before stays in use.", e.getMessage());
        }
    }
}
