import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.Map;
import java.util.Properties;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Calls one of the official clients for the runner. The README of test/clients describes the lines that it reads and writes. */
public final class Program {
    /** A line of the runner. Members that are left out are null. */
    static final class Request {
        String action;
        JsonObject params;
        Map<String, String> key;
        String endpoint;
        String protocol;
        String ca;
        Integer retries;

        /** What a client that is kept must have in common. */
        Object settings() {
            return Arrays.asList(key, endpoint, protocol, ca, retries);
        }
    }

    /** Says that the client has no such action or parameter. */
    static final class Unsupported extends RuntimeException {
        Unsupported(String message) {
            super(message);
        }
    }

    /** What a client's error says in the fields that are for it. */
    static final class Report {
        String code;
        Integer status;
        String message;
    }

    interface Client {
        JsonElement call(Request request) throws Exception;

        /** Fills in what the fields of the client's own errors say. */
        void report(Exception error, Report report);
    }

    private static String installedVersion(String artifact) throws IOException {
        Properties properties = new Properties();
        properties.load(Program.class.getResourceAsStream("/META-INF/maven/com.aliyun/" + artifact + "/pom.properties"));
        return properties.getProperty("version");
    }

    private static JsonObject answer(Client client, Request request) {
        JsonObject answer = new JsonObject();
        try {
            answer.add("body", client.call(request));
        } catch (Unsupported error) {
            answer.addProperty("unsupported", error.getMessage());
        } catch (Exception error) {
            Report report = new Report();
            report.message = error.getMessage();
            client.report(error, report);
            JsonObject said = new GsonBuilder().serializeNulls().create().toJsonTree(report).getAsJsonObject();
            said.addProperty("class", error.getClass().getSimpleName());
            answer.add("error", said);
        }
        return answer;
    }

    /** Refuses what a model has dropped. */
    static void checkKnown(JsonElement given, JsonElement kept, String what) {
        if (given.isJsonArray() && kept.isJsonArray()) {
            for (int i = 0; i < given.getAsJsonArray().size(); i++) {
                checkKnown(given.getAsJsonArray().get(i), kept.getAsJsonArray().get(i), what);
            }
        } else if (given.isJsonObject()) {
            for (Map.Entry<String, JsonElement> member : given.getAsJsonObject().entrySet()) {
                JsonElement value = kept.getAsJsonObject().get(member.getKey());
                if (value == null || value.isJsonNull()) {
                    throw new Unsupported(what + " has no " + member.getKey());
                }
                checkKnown(member.getValue(), value, what + "." + member.getKey());
            }
        }
    }

    public static void main(String[] args) throws Exception {
        PrintStream out = new PrintStream(System.out, true, UTF_8);
        // The clients and their libraries must not write between the answers.
        System.setOut(System.err);
        String artifact = args[0].substring("com.aliyun:".length());
        Client client = artifact.equals("ecs20140526") ? new Tea() : new Legacy();
        JsonObject hello = new JsonObject();
        hello.addProperty("client", args[0]);
        hello.addProperty("version", installedVersion(artifact));
        out.println(hello);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            out.println(answer(client, new Gson().fromJson(JsonParser.parseString(line), Request.class)));
        }
        // A pool of connections must not keep the program running.
        System.exit(0);
    }
}
