// SPDX-License-Identifier: Apache-2.0
package org.modkit.api;

/**
 * Turns {@code requires} into requirements on modules; bnd computes it while it builds the author's bundle.
 *
 * <p>Qualifiers are dropped or translated, then each name becomes a clause. Version ranges are left to the runtime, since
 * an annotation can't tell bnd the version of the bundle it will be in, so nobody could provide one. The clauses are
 * {@code effective:=active}: tools that resolve see them and the framework does not, so a bundle whose needed module is
 * absent starts all the same, and we say what it waits for.
 */
final class Requirements {
    private static final String NEEDS = "${def;#requires}";
    private static final String NO_RESTART = "${replacestring;" + NEEDS + ";\\x3Brestart;}";
    private static final String NO_RANGE =
            "${replacestring;" + NO_RESTART + ";\\x3Bversion=([\\[(][^,]+,[^\\])]+[\\])]|[^,\\x3B]+);}";
    private static final String OPTIONAL = "${replacestring;" + NO_RANGE + ";(?<=\\x3B)optional;resolution:=optional}";

    /** The runtime first, so that the header is never empty, which bnd takes for a mistake. */
    static final String OF_NEEDS = "modkit.runtime;effective:=active${replacestring;" + OPTIONAL
            + ";(^|,)([a-z0-9-]+)(\\x3Bresolution:=optional)?"
            + ";,modkit.module\\;filter:='(modkit.module=$2)'\\;effective:=active$3}";

    private Requirements() {}
}
