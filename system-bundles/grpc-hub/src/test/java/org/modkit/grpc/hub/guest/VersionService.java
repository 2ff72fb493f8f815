// SPDX-License-Identifier: Apache-2.0
package org.modkit.grpc.hub.guest;

import io.grpc.stub.StreamObserver;
import org.modkit.grpc.hub.guest.proto.GreeterGrpc;
import org.modkit.grpc.hub.guest.proto.Greeting;
import org.modkit.grpc.hub.guest.proto.Name;
import org.osgi.framework.FrameworkUtil;

/** Greets with the version of its bundle. */
public final class VersionService extends GreeterGrpc.GreeterImplBase {
    @Override
    public void greet(Name name, StreamObserver<Greeting> client) {
        String version =
                FrameworkUtil.getBundle(VersionService.class).getVersion().toString();
        client.onNext(
                Greeting.newBuilder().setText(name.getText() + " " + version).build());
        client.onCompleted();
    }
}
