package io.agentmaintenance.generated;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A client generated from the description")
class GeneratedClientsTest {
    @Test
    @DisplayName("for Python by openapi-generator creates tasks, lists them and queries agents")
    void pythonClientCreatesListsAndQueries() throws Exception {
        Path client = Command.CLIENTS.resolve("python");
        Command.python(
                "python",
                List.of(
                        "-m",
                        "compileall",
                        "-q",
                        client.resolve("openapi_client").toString()));
        try (DemoServer server = new DemoServer()) {
            Command.python(
                    "python",
                    List.of(Command.copy("openapi_generator_client.py", client).toString(), server.url));
        }
    }

    @Test
    @DisplayName("for Python by openapi-python-client creates tasks, lists them and queries agents")
    void openapiPythonClientCreatesListsAndQueries() throws Exception {
        Path folder = Files.createDirectories(Command.CLIENTS.resolve("openapi-python-client"));
        Path client = folder.resolve("openapi_python_client_of_ours");
        Command.python(
                "openapi-python-client",
                List.of(
                        "generate",
                        "--path",
                        Command.DESCRIPTION.toString(),
                        "--output-path",
                        client.toString(),
                        "--meta",
                        "none",
                        "--overwrite"));
        Command.python("python", List.of("-m", "compileall", "-q", client.toString()));
        try (DemoServer server = new DemoServer()) {
            Command.python(
                    "python",
                    List.of(Command.copy("openapi_python_client.py", folder).toString(), server.url));
        }
    }

    @Test
    @DisplayName("for TypeScript with fetch compiles, with the whole create request")
    void typeScriptFetchClientCompiles() throws Exception {
        Path client = Command.CLIENTS.resolve("typescript-fetch");
        Command.compileTypeScript(client.resolve("index.ts"), Command.copy("fetch-client.ts", client));
    }

    @Test
    @DisplayName("for TypeScript with axios compiles, with the whole create request")
    void typeScriptAxiosClientCompiles() throws Exception {
        Path client = Command.CLIENTS.resolve("typescript-axios");
        Path modules = client.resolve("node_modules");
        if (!Files.exists(modules)) {
            Files.createSymbolicLink(modules, Command.TOOLS.resolve("node").resolve("node_modules"));
        }
        Command.compileTypeScript(client.resolve("index.ts"), Command.copy("axios-client.ts", client));
    }
}
