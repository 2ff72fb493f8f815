// SPDX-License-Identifier: Apache-2.0
package org.modkit.process.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LineSplitterTest {
    private final List<String> lines = new ArrayList<>();
    private final LineSplitter splitter = new LineSplitter(lines::add);

    @Test
    void makesLinesOfPiecesHoweverTheyAreCut() {
        for (byte piece : "one\r\ntwo\n\nfür".getBytes(StandardCharsets.UTF_8)) {
            splitter.read(new byte[] {piece, 'x'}, 1);
        }
        assertThat(lines).containsExactly("one", "two", "");

        splitter.ended();
        assertThat(lines).last().isEqualTo("für");
    }

    @Test
    void putsAMarkForBytesThatAreNoCharacters() {
        read(new byte[] {'a', (byte) 0xC3, 'b', (byte) 0xFF, 0, 7, '\r', 'c', '\n'});

        assertThat(lines).containsExactly("a\ufffdb\ufffd\ufffd\ufffd\ufffdc");
    }

    @Test
    void removesColorsButKeepsTabs() {
        read("\u001b[31;1mred\u001b[0m\tx\u001bc\n".getBytes(StandardCharsets.UTF_8));

        assertThat(lines).containsExactly("red\tx\ufffdc");
    }

    @Test
    void tellsALineThatGrowsTooLongBeforeItEnds() {
        byte[] long1 = "x".repeat(LineSplitter.LONGEST + 1).getBytes(StandardCharsets.UTF_8);
        read(long1);
        assertThat(lines).containsExactly("x".repeat(LineSplitter.LONGEST) + LineSplitter.CUT);

        read(long1);
        read("rest\nnext\n".getBytes(StandardCharsets.UTF_8));
        assertThat(lines).hasSize(2).last().isEqualTo("next");
    }

    @Test
    void keepsALineThatIsJustAsLongAsALineMayBe() {
        read(("y".repeat(LineSplitter.LONGEST) + "\r\n").getBytes(StandardCharsets.UTF_8));

        assertThat(lines).containsExactly("y".repeat(LineSplitter.LONGEST));
    }

    @Test
    void cutsBetweenCharacters() {
        read(("z" + "ü".repeat(LineSplitter.LONGEST)).getBytes(StandardCharsets.UTF_8));
        assertThat(lines).containsExactly("z" + "ü".repeat(LineSplitter.LONGEST / 2 - 1) + LineSplitter.CUT);
    }

    @Test
    void survivesNoise() {
        var random = new Random(7);
        byte[] noise = new byte[4096];
        for (int i = 0; i < 500; i++) {
            random.nextBytes(noise);
            splitter.read(noise, random.nextInt(noise.length));
        }
        splitter.ended();

        assertThat(lines)
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line.replace("\t", "")).doesNotContainPattern("[\\p{Cntrl}]"));
    }

    @Test
    void survivesContinuationsWithoutBeginning() {
        byte[] broken = new byte[LineSplitter.LONGEST + 1];
        Arrays.fill(broken, (byte) 0x80);
        read(broken);

        assertThat(lines).hasSize(1);
    }

    private void read(byte[] bytes) {
        splitter.read(bytes, bytes.length);
    }
}
