// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.modkit.runtime.graph.Need;
import org.modkit.runtime.graph.SystemFirst;

/** Puts modules that became startable together into a wave: binds their optional needs, orders them, lets them go. */
class Waves {
    private final Nodes nodes;
    private final Parts parts;
    private Set<Node> startable = new LinkedHashSet<>();
    private long formed;

    Waves(Nodes nodes, Parts parts) {
        this.nodes = nodes;
        this.parts = parts;
    }

    /** Takes note of a node that may have become startable. */
    void add(Node node) {
        startable.add(node);
    }

    /** Forms a wave of all that are startable now; returns whether there were any. */
    boolean form() {
        if (startable.isEmpty()) {
            return false;
        }
        List<Node> members = new ArrayList<>(startable.size());
        for (Node node : startable) {
            if (node.target > 0 && node.wave == null && node.onGround()) {
                members.add(node);
            }
        }
        startable = new LinkedHashSet<>();
        if (members.isEmpty()) {
            return false;
        }
        members.sort(Comparator.comparing(node -> node.name));
        members.forEach(this::bind);
        var wave = parts.wave(++formed);
        var order = order(members);
        for (int i = 0; i < order.length; i++) {
            nodes.enters(members.get(order[i]), wave, i);
        }
        for (Node member : members) {
            restartThoseThatWantIt(member, wave);
        }
        return true;
    }

    private void bind(Node node) {
        for (int i = 0; i < node.providers.length; i++) {
            Node provider = node.providers[i];
            node.bound[i] = node.offer.needs().get(i).optional()
                    && node.fits(i)
                    && provider.target > 0
                    && !reaches(provider, node);
        }
    }

    /** Whether one node is, or stands above another: by needs, or by optional needs that are bound. */
    boolean reaches(Node from, Node to) {
        return from == to
                || from.providers.length > 0 && from.below(Node::standsOn).contains(to);
    }

    int[] order(List<Node> members) {
        Map<Node, Integer> index = new IdentityHashMap<>(members.size() * 2);
        for (int i = 0; i < members.size(); i++) {
            index.put(members.get(i), i);
        }
        var needs = new int[members.size()][];
        var system = new boolean[members.size()];
        for (int i = 0; i < needs.length; i++) {
            Node node = members.get(i);
            system[i] = node.system;
            var inside = new int[node.providers.length];
            int count = 0;
            for (int n = 0; n < inside.length; n++) {
                Integer at = index.get(node.providers[n]);
                if (at != null && (node.standsOn(n))) {
                    inside[count++] = at;
                }
            }
            needs[i] = Arrays.copyOf(inside, count);
        }
        return SystemFirst.order(needs, system);
    }

    /** Whether an optional need that was not there is to restart the module. */
    boolean wants(Node needer, int need) {
        Need of = needer.offer.needs().get(need);
        return of.optional() && of.restart() && !needer.bound[need];
    }

    /** Those that asked to be restarted when an optional need arrives, unless that would be a circle. */
    private void restartThoseThatWantIt(Node arrived, Wave wave) {
        for (Node needer : List.copyOf(arrived.needers)) {
            int at = needer.needOf(arrived);
            if (wants(needer, at)
                    && needer.fits(at)
                    && needer.wave != null
                    && needer.wave != wave
                    && !reaches(arrived, needer)) {
                needer.cause = arrived.cause;
                nodes.ground(needer);
            }
        }
    }
}
