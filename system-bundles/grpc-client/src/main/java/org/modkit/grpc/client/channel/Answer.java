// SPDX-License-Identifier: Apache-2.0
package org.modkit.grpc.client.channel;

import java.net.URI;
import java.util.List;

/**
 * Where calls may go.
 *
 * @param endpoints of the instances that can be called, each once
 * @param why a sentence for callers if there are none
 */
record Answer(List<URI> endpoints, String why) {
    Answer {
        endpoints = List.copyOf(endpoints);
    }
}
