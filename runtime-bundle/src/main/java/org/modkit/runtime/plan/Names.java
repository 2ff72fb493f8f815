// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime.plan;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.modkit.runtime.graph.Need;
import org.modkit.runtime.graph.Offer;

/** All nodes by name, and the links between those that need each other. */
final class Names {
    private final Map<String, Node> byName = new LinkedHashMap<>();

    /** Finds the node of a module that some bundle offers; null if none does. */
    Node find(String name) {
        Node node = byName.get(name);
        return node == null || node.offer == null ? null : node;
    }

    Node named(String name) {
        return byName.computeIfAbsent(name, Node::new);
    }

    /** All nodes, with or without an offer. */
    Collection<Node> known() {
        return byName.values();
    }

    /** The nodes that have an offer. */
    List<Node> offered() {
        return byName.values().stream().filter(node -> node.offer != null).toList();
    }

    /** Puts an offer behind a name. */
    void link(Node node, Offer offer) {
        List<Need> needs = offer.needs();
        node.offer = offer;
        node.providers = new Node[needs.size()];
        node.required = new boolean[needs.size()];
        node.seats = new int[needs.size()];
        node.bound = new boolean[needs.size()];
        node.anyOptional = needs.stream().anyMatch(Need::optional);
        node.blockedBy = 0;
        for (int i = 0; i < needs.size(); i++) {
            Node provider = named(needs.get(i).module());
            node.providers[i] = provider;
            node.required[i] = !needs.get(i).optional();
            node.seats[i] = provider.needers.size();
            provider.needers.add(node);
        }
    }

    /** Takes the offer from behind a name, and forgets names that nobody needs any more. */
    void unlink(Node node) {
        for (int i = 0; i < node.providers.length; i++) {
            Node provider = node.providers[i];
            unseat(provider, node.seats[i]);
            if (provider != node) {
                forgetIfUnknown(provider);
            }
        }
        node.offer = null;
        node.providers = new Node[0];
        node.required = new boolean[0];
        node.seats = new int[0];
        node.bound = new boolean[0];
    }

    /** The last needer takes the seat that gets free, so that leaving one of many costs no walk. */
    private static void unseat(Node provider, int seat) {
        Node last = provider.needers.remove(provider.needers.size() - 1);
        if (seat < provider.needers.size()) {
            provider.needers.set(seat, last);
            last.seats[last.needOf(provider)] = seat;
        }
    }

    void forgetIfUnknown(Node node) {
        if (node.offer == null && node.needers.isEmpty()) {
            byName.remove(node.name);
        }
    }
}
