// SPDX-License-Identifier: Apache-2.0
package org.modkit.benchmarks.contender;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.modkit.benchmarks.graph.Graph;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;

/**
 * Felix SCR: one immediate component per node, all in one generated bundle, each registering a service and referring to
 * the services of its needs with a target filter.
 *
 * <p>Starting the bundle is the way up, stopping it the way down; SCR does both on the calling thread. All components
 * are described in one XML document, so that opening thousands of files is not held against it.
 */
public final class ScrContender implements Contender {
    private static final String DESCRIPTION = "OSGI-INF/nodes.xml";

    private final EmbeddedFelix felix;
    private Graph graph;
    private Probe probe;
    private Bundle nodes;

    /**
     * Starts a framework with SCR in it.
     *
     * @throws Exception if it does not start
     */
    public ScrContender() throws Exception {
        felix = EmbeddedFelix.start(Map.of("ds.loglevel", "1"));
        felix.install("org.osgi.util.function");
        felix.install("org.osgi.util.promise");
        felix.install("org.osgi.service.component");
        felix.install("org.apache.felix.scr").start();
    }

    @Override
    public String name() {
        return "SCR";
    }

    @Override
    public void prepare(Graph newGraph, Probe newProbe) throws Exception {
        graph = newGraph;
        probe = newProbe;
        ScrNode.callsOn(probe);
        uninstall();
        nodes = felix.context().installBundle("nodes", new ByteArrayInputStream(jar()));
    }

    private void uninstall() throws BundleException {
        if (nodes != null) {
            nodes.uninstall();
            nodes = null;
        }
    }

    private byte[] jar() throws IOException {
        var manifest = new Manifest();
        Attributes headers = manifest.getMainAttributes();
        headers.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        headers.putValue("Bundle-ManifestVersion", "2");
        headers.putValue("Bundle-SymbolicName", "benchmark.nodes");
        headers.putValue("Bundle-Version", "1.0.0");
        headers.putValue("Import-Package", ScrNode.class.getPackageName());
        headers.putValue("Service-Component", DESCRIPTION);
        var bytes = new ByteArrayOutputStream();
        try (var jar = new JarOutputStream(bytes, manifest)) {
            jar.putNextEntry(new JarEntry(DESCRIPTION));
            jar.write(description().getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private String description() {
        var xml = new StringBuilder("<components xmlns:scr=\"http://www.osgi.org/xmlns/scr/v1.3.0\">\n");
        for (int node = 0; node < graph.size(); node++) {
            describe(node, xml);
        }
        return xml.append("</components>\n").toString();
    }

    private void describe(int node, StringBuilder xml) {
        String type = ScrNode.class.getName();
        xml.append("<scr:component name=\"%s\" immediate=\"true\" activate=\"activate\" deactivate=\"deactivate\">"
                .formatted(graph.name(node)));
        xml.append("<implementation class=\"%s\"/>".formatted(type));
        xml.append("<property name=\"node\" value=\"%s\"/>".formatted(graph.name(node)));
        xml.append("<property name=\"number\" type=\"Integer\" value=\"%d\"/>".formatted(node));
        xml.append("<service><provide interface=\"%s\"/></service>".formatted(type));
        graph.needs(node)
                .forEach(need ->
                        xml.append("<reference name=\"need%d\" interface=\"%s\" target=\"(node=%s)\" bind=\"need\"/>"
                                .formatted(need, type, graph.name(need))));
        xml.append("</scr:component>\n");
    }

    @Override
    public void fresh() {
        // A stopped bundle holds no components; there is nothing to renew.
    }

    @Override
    public void up() throws Exception {
        probe.expect(graph.size());
        nodes.start();
        probe.await();
    }

    @Override
    public void down(Way way) throws Exception {
        probe.expect(graph.size());
        nodes.stop();
        probe.await();
    }

    @Override
    public boolean knows(Way way) {
        return way == Way.AT_ONCE;
    }

    @Override
    public void close() throws Exception {
        felix.close();
    }
}
