// SPDX-License-Identifier: Apache-2.0
package org.modkit.rest.gateway.server;

import java.io.IOException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SelectorManager;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.server.AbstractConnector;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Server;

/** Listens at a Unix domain socket. Jetty's own connector for that is not among what is published of its version. */
final class UnixConnector extends AbstractConnector {
    private final SocketFile file;
    private final Selectors selectors;
    private volatile ServerSocketChannel channel;

    UnixConnector(Server server, Path path, ConnectionFactory... factories) {
        super(server, null, null, null, 1, factories);
        this.file = new SocketFile(path);
        this.selectors = new Selectors();
        installBean(selectors, true);
    }

    @Override
    protected void doStart() throws Exception {
        getBeans(SelectorManager.SelectorManagerListener.class).forEach(selectors::addEventListener);
        channel = file.bind();
        super.doStart();
    }

    @Override
    protected void doStop() throws Exception {
        super.doStop();
        ServerSocketChannel open = channel;
        channel = null;
        if (open != null) {
            open.close();
            file.delete();
        }
        getBeans(SelectorManager.SelectorManagerListener.class).forEach(selectors::removeEventListener);
    }

    @Override
    protected void accept(int acceptor) throws IOException {
        ServerSocketChannel open = channel;
        if (open != null) {
            SocketChannel accepted = open.accept();
            accepted.configureBlocking(false);
            selectors.accept(accepted);
        }
    }

    @Override
    public Object getTransport() {
        return channel;
    }

    private final class Selectors extends SelectorManager {
        Selectors() {
            super(UnixConnector.this.getExecutor(), UnixConnector.this.getScheduler(), 1);
        }

        @Override
        protected EndPoint newEndPoint(SelectableChannel accepted, ManagedSelector selector, SelectionKey key) {
            var endPoint = new SocketChannelEndPoint((SocketChannel) accepted, selector, key, getScheduler());
            endPoint.setIdleTimeout(getIdleTimeout());
            return endPoint;
        }

        @Override
        public Connection newConnection(SelectableChannel accepted, EndPoint endPoint, Object attachment) {
            return getDefaultConnectionFactory().newConnection(UnixConnector.this, endPoint);
        }

        @Override
        protected void endPointOpened(EndPoint endPoint) {
            super.endPointOpened(endPoint);
            onEndPointOpened(endPoint);
        }

        @Override
        protected void endPointClosed(EndPoint endPoint) {
            onEndPointClosed(endPoint);
            super.endPointClosed(endPoint);
        }
    }
}
