package com.example.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

@DisplayName("The POM files")
class PomFilesTest {
    private static final Path ROOT = Path.of("..", "..");
    private static final String RELEASE = "release/pom.xml";

    @Test
    @DisplayName(
            "that are there to be copied have no parent of ours, and name the version of this build, as the README does")
    void nameTheVersionOfThisBuild() throws Exception {
        String revision = text(RELEASE, "/project/properties/revision");

        for (String pom : toBeCopied()) {
            assertThat(text(pom, "/project/parent/groupId")).as(pom).isNotEqualTo("io.agentmaintenance");
            assertThat(text(pom, "/project/properties/agent-maintenance.version"))
                    .as(pom)
                    .isEqualTo(revision);
        }
        assertThat(Files.readString(ROOT.resolve("README.md"))).contains("agent-maintenance-bom:" + revision + "`");
    }

    @Test
    @DisplayName("that are there to be copied have the plugins of this build")
    void haveThePluginsOfThisBuild() throws Exception {
        Set<String> ours = plugins(RELEASE);
        ours.addAll(plugins("pom.xml"));

        for (String pom : toBeCopied()) {
            assertThat(plugins(pom)).as(pom).isNotEmpty().isSubsetOf(ours);
        }
    }

    @Test
    @DisplayName("that are published are those that the bom names")
    void publishWhatTheBomNames() throws Exception {
        List<String> published = new ArrayList<>();
        for (String pom : poms("")) {
            if (text(pom, "/project/properties/publish.skip").equals("false")) {
                published.add(text(pom, "/project/artifactId"));
            }
        }

        List<String> named = texts("bom/pom.xml", "/project/dependencyManagement//artifactId");
        assertThat(named).hasSizeGreaterThan(7);
        named.add("agent-maintenance-bom");
        assertThat(published).containsExactlyInAnyOrderElementsOf(named);
    }

    private static List<String> toBeCopied() throws Exception {
        List<String> all = poms("examples");
        assertThat(all).isNotEmpty();
        all.add("tck/src/test/resources/example/pom.xml");
        all.add("verification/embedding/src/test/resources/rules/pom.xml");
        return all;
    }

    /** {@return the POM files of the folders of a folder} */
    private static List<String> poms(String folder) throws Exception {
        try (Stream<Path> folders = Files.list(ROOT.resolve(folder))) {
            return new ArrayList<>(folders.map(in -> in.resolve("pom.xml"))
                    .filter(Files::exists)
                    .map(pom -> ROOT.relativize(pom).toString())
                    .toList());
        }
    }

    /** {@return the plugins of Maven's own group, with their versions} */
    private static Set<String> plugins(String pom) throws Exception {
        String plugin = "//plugin[groupId='org.apache.maven.plugins' and version]";
        List<String> names = texts(pom, plugin + "/artifactId");
        List<String> versions = texts(pom, plugin + "/version");
        Set<String> plugins = new HashSet<>();
        for (int i = 0; i < names.size(); i++) {
            plugins.add(names.get(i) + ":" + versions.get(i));
        }
        return plugins;
    }

    private static String text(String pom, String path) throws Exception {
        return XPathFactory.newInstance().newXPath().evaluate(path, read(pom));
    }

    private static List<String> texts(String pom, String path) throws Exception {
        NodeList nodes =
                (NodeList) XPathFactory.newInstance().newXPath().evaluate(path, read(pom), XPathConstants.NODESET);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            texts.add(nodes.item(i).getTextContent());
        }
        return texts;
    }

    private static Document read(String pom) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(ROOT.resolve(pom).toFile());
    }
}
