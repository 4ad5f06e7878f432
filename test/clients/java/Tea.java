import com.aliyun.ecs20140526.Client;
import com.aliyun.tea.TeaException;
import com.aliyun.tea.TeaModel;
import com.aliyun.teaopenapi.models.Config;
import com.aliyun.teautil.Common;
import com.aliyun.teautil.models.RuntimeOptions;
import com.google.gson.Gson;
import com.google.gson.JsonElement;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/** com.aliyun:ecs20140526: a class for each request and answer, and a method for each action. */
final class Tea implements Program.Client {
    private final Gson gson = new Gson();

    @Override
    public JsonElement call(Program.Request request) throws Exception {
        String action = request.action;
        String name = Character.toLowerCase(action.charAt(0)) + action.substring(1) + "WithOptions";
        Method method = Arrays.stream(Client.class.getMethods())
            .filter(one -> one.getName().equals(name))
            .findFirst()
            .orElseThrow(() -> new Program.Unsupported("there is no " + action));
        TeaModel model = (TeaModel) method.getParameterTypes()[0].getConstructor().newInstance();
        Map<String, Object> params = Common.assertAsMap(Common.parseJSON(request.params.toString()));
        try {
            TeaModel.toModel(params, model);
        } catch (TeaException error) {
            throw new Program.Unsupported(action + ": " + error.getMessage());
        }
        Program.checkKnown(request.params, gson.toJsonTree(model.toMap()), action);
        try {
            TeaModel answer = (TeaModel) method.invoke(clientFor(request), model, runtimeFor(request));
            return gson.toJsonTree(answer.toMap().get("body"));
        } catch (InvocationTargetException error) {
            throw (Exception) error.getCause();
        }
    }

    private static Client clientFor(Program.Request request) throws Exception {
        return new Client(new Config()
            .setAccessKeyId(request.key.get("id"))
            .setAccessKeySecret(request.key.get("secret"))
            .setSecurityToken(request.key.get("token"))
            .setRegionId("cn-chengdu")
            .setEndpoint(request.endpoint)
            .setProtocol(request.protocol)
            .setCa(request.ca == null ? null : Files.readString(Path.of(request.ca))));
    }

    private static RuntimeOptions runtimeFor(Program.Request request) {
        RuntimeOptions runtime = new RuntimeOptions();
        // Its maxAttempts is the number of retries.
        return request.retries == null ? runtime : runtime.setAutoretry(true).setMaxAttempts(request.retries);
    }

    @Override
    public void report(Exception error, Program.Report report) {
        if (error instanceof TeaException said) {
            report.code = said.getCode();
            report.status = said.getStatusCode();
        }
    }
}
