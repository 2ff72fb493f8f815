// SPDX-License-Identifier: Apache-2.0
package org.modkit.process.output;

import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Makes lines of bytes, whatever bytes they are. Confined to the thread that reads the stream.
 *
 * <p>A line that grows too long is told as soon as it does, with a mark, and the rest of it is dropped: it may have no end.
 */
final class LineSplitter {
    /** The most bytes of a line that are kept. */
    static final int LONGEST = 16 * 1024;

    static final String CUT = " … (cut after 16 KiB)";

    private static final Pattern COLORS = Pattern.compile("\u001b\\[[0-9;?]*[ -/]*[@-~]");
    private static final Pattern CONTROLS = Pattern.compile("[\\p{Cntrl}\u0080-\u009f\u2028\u2029&&[^\t]]");
    private static final int CONTINUATION_MASK = 0xC0;
    private static final int CONTINUATION = 0x80;

    private final Consumer<String> lines;
    private final byte[] kept = new byte[LONGEST];
    private int length;
    private boolean isCut;

    LineSplitter(Consumer<String> lines) {
        this.lines = lines;
    }

    void read(byte[] bytes, int count) {
        for (int i = 0; i < count; i++) {
            if (bytes[i] == '\n') {
                lineEnds();
            } else if (length < LONGEST) {
                kept[length++] = bytes[i];
            } else if (!isCut && !(bytes[i] == '\r')) {
                isCut = true;
                lines.accept(text(wholeCharacters()) + CUT);
            }
        }
    }

    /** What the child wrote last need not end with a line break. */
    void ended() {
        if (length > 0) {
            lineEnds();
        }
    }

    private void lineEnds() {
        if (!isCut) {
            boolean isCarriage = length > 0 && kept[length - 1] == '\r';
            lines.accept(text(isCarriage ? length - 1 : length));
        }
        length = 0;
        isCut = false;
    }

    /** Where the last character that is whole ends, if these are characters at all. */
    private int wholeCharacters() {
        int end = length;
        while (end > length - 4 && (kept[end - 1] & CONTINUATION_MASK) == CONTINUATION) {
            end--;
        }
        return (kept[end - 1] & CONTINUATION_MASK) == CONTINUATION_MASK ? end - 1 : length;
    }

    /** Nothing in it may move the cursor of who reads the log, or look like another line. */
    private String text(int end) {
        String decoded = new String(kept, 0, end, StandardCharsets.UTF_8);
        return CONTROLS.matcher(COLORS.matcher(decoded).replaceAll("")).replaceAll("\ufffd");
    }
}
