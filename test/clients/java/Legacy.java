import com.aliyuncs.AcsRequest;
import com.aliyuncs.AcsResponse;
import com.aliyuncs.DefaultAcsClient;
import com.aliyuncs.IAcsClient;
import com.aliyuncs.exceptions.ClientException;
import com.aliyuncs.http.ProtocolType;
import com.aliyuncs.http.clients.ApacheHttpClient;
import com.aliyuncs.policy.retry.RetryPolicy;
import com.aliyuncs.profile.DefaultProfile;
import com.google.gson.FieldNamingPolicy;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonSyntaxException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Arrays;
import java.util.Map;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** aliyun-java-sdk-ecs: a class with setters for each request, a class with getters for each answer. */
final class Legacy implements Program.Client {
    /** The fields of the client's classes have the names of the API, with a small letter at the beginning. */
    private final Gson gson = new GsonBuilder().setFieldNamingPolicy(FieldNamingPolicy.UPPER_CAMEL_CASE).create();

    private IAcsClient client;

    private Object settings;

    @Override
    public JsonElement call(Program.Request request) throws Exception {
        AcsRequest<? extends AcsResponse> model = modelOf(request);
        model.setSysEndpoint(request.endpoint);
        model.setSysProtocol(request.protocol.equals("https") ? ProtocolType.HTTPS : ProtocolType.HTTP);
        if (!request.settings().equals(settings)) {
            // All clients of a JVM share the connections of the first one, and what it trusts.
            ApacheHttpClient.getInstance().close();
            client = clientFor(request);
            settings = request.settings();
        }
        return gson.toJsonTree(client.getAcsResponse(model));
    }

    private AcsRequest<? extends AcsResponse> modelOf(Program.Request request) throws ReflectiveOperationException {
        AcsRequest<?> model;
        try {
            Class<?> type = Class.forName("com.aliyuncs.ecs.model.v20140526." + request.action + "Request");
            model = (AcsRequest<?>) type.getConstructor().newInstance();
        } catch (ClassNotFoundException error) {
            throw new Program.Unsupported("there is no " + request.action);
        }
        for (Map.Entry<String, JsonElement> param : request.params.entrySet()) {
            JsonElement value = param.getValue();
            if (param.getKey().equals("RegionId")) {
                // Every request has a region, in the class that it extends; some have a setter of their own, too.
                model.setSysRegionId(value.getAsString());
                continue;
            }
            String setter = "set" + param.getKey() + (value.isJsonArray() ? "s" : "");
            Method method = Arrays.stream(model.getClass().getDeclaredMethods())
                .filter(one -> one.getName().equals(setter))
                .findFirst()
                .orElseThrow(() -> new Program.Unsupported(request.action + " has no " + param.getKey()));
            method.invoke(model, valueOf(value, method.getGenericParameterTypes()[0], param.getKey()));
        }
        return model;
    }

    private Object valueOf(JsonElement value, Type type, String what) {
        try {
            Object known = gson.fromJson(value, type);
            Program.checkKnown(value, gson.toJsonTree(known), what);
            return known;
        } catch (JsonSyntaxException error) {
            throw new Program.Unsupported(what + ": " + error.getMessage());
        }
    }

    private static IAcsClient clientFor(Program.Request request) throws Exception {
        Map<String, String> key = request.key;
        DefaultProfile profile =
            DefaultProfile.getProfile("cn-chengdu", key.get("id"), key.get("secret"), key.get("token"));
        if (request.ca != null) {
            profile.getHttpClientConfig().setX509TrustManagers(new X509TrustManager[] {trustOf(Path.of(request.ca))});
        }
        IAcsClient client = new DefaultAcsClient(profile);
        if (request.retries != null) {
            client.setSysRetryPolicy(RetryPolicy.builder().maxNumberOfRetries(request.retries).build());
        }
        return client;
    }

    private static X509TrustManager trustOf(Path file) throws Exception {
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null);
        try (InputStream pem = Files.newInputStream(file)) {
            trusted.setCertificateEntry("ca", CertificateFactory.getInstance("X.509").generateCertificate(pem));
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trusted);
        return (X509TrustManager) factory.getTrustManagers()[0];
    }

    @Override
    public void report(Exception error, Program.Report report) {
        if (error instanceof ClientException said) {
            report.code = said.getErrCode();
            report.message = said.getErrMsg();
        }
    }
}
