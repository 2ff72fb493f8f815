// SPDX-License-Identifier: Apache-2.0
package org.modkit.process.child;

/** The environment variables in which a child finds who it is and where its host is; none of them is a secret. */
public final class ChildEnvironment {
    /** The name of the module the child runs. */
    public static final String MODULE = "MODKIT_MODULE_NAME";
    /** The id that backend, child and directory share. */
    public static final String INSTANCE = "MODKIT_INSTANCE_ID";
    /** The endpoint of the host's directory; absent if it has none. */
    public static final String DIRECTORY = "MODKIT_DIRECTORY_ENDPOINT";
    /** The file with the rendered configuration and the secrets, which only this user can read; {@code -} is standard input. */
    public static final String CONFIG_FILE = "MODKIT_MODULE_CONFIG_FILE";
    /** Which process the host is, in the form of {@link Identity#text}. */
    public static final String HOST = "MODKIT_HOST_PROCESS";
    /** Where a child got its configuration, secrets included, before: never set, never inherited. */
    public static final String CONFIG_IN_ENVIRONMENT = "MODKIT_MODULE_CONFIG";

    /** In {@link #CONFIG_FILE}: a line with the number of bytes and then so many bytes come on standard input. */
    public static final String STANDARD_INPUT = "-";

    private ChildEnvironment() {}
}
