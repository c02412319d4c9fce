import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.huaweicloud.sdk.core.ClientBuilder;
import com.huaweicloud.sdk.core.SdkResponse;
import com.huaweicloud.sdk.core.auth.BasicCredentials;
import com.huaweicloud.sdk.core.auth.GlobalCredentials;
import com.huaweicloud.sdk.core.auth.ICredential;
import com.huaweicloud.sdk.core.exception.ServiceResponseException;
import com.huaweicloud.sdk.core.utils.JsonUtils;
import com.huaweicloud.sdk.dcs.v2.DcsClient;
import com.huaweicloud.sdk.gaussdb.v3.GaussDBClient;
import com.huaweicloud.sdk.iam.v3.IamClient;
import com.huaweicloud.sdk.kafka.v2.KafkaClient;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;

/**
 * A driver of the official Java SDK: it calls the operations that standard input names, one a line of JSON, and writes what
 * the SDK made of each answer, one a line. It knows no operation: the SDK's own types say what a request holds.
 */
public final class Driver {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static Object clientOf(JsonNode call) {
        switch (call.get("service").asText()) {
            case "dcs":
                return built(DcsClient.newBuilder(), call);
            case "dms":
                return built(KafkaClient.newBuilder(), call);
            case "taurusdb":
                return built(GaussDBClient.newBuilder(), call);
            default:
                return built(IamClient.newBuilder(), call);
        }
    }

    private static <T> T built(ClientBuilder<T> builder, JsonNode call) {
        String accessKey = call.get("accessKey").asText();
        String secretKey = call.get("secretKey").asText();
        String project = call.get("project").asText();
        ICredential credential = call.get("service").asText().equals("iam")
            ? new GlobalCredentials().withAk(accessKey).withSk(secretKey).withDomainId(project)
            : new BasicCredentials().withAk(accessKey).withSk(secretKey).withProjectId(project);
        return builder.withCredential(credential).withEndpoint(call.get("endpoint").asText()).build();
    }

    /** The method of an operation; null: this SDK does not have it. */
    private static Method methodOf(Object client, String operation) {
        String name = operation.substring(0, 1).toLowerCase() + operation.substring(1);
        for (Method method : client.getClass().getMethods())
            if (method.getName().equals(name) && method.getParameterCount() == 1) return method;
        return null;
    }

    private static ObjectNode perform(JsonNode call) throws Exception {
        ObjectNode told = JSON.createObjectNode();
        Object client = clientOf(call);
        Method method = methodOf(client, call.get("operation").asText());
        if (method == null) return told.put("missing", true);
        Object request = JsonUtils.toObject(call.get("parameters").toString(), method.getParameterTypes()[0]);
        try {
            Object response = method.invoke(client, request);
            told.put("status", ((SdkResponse) response).getHttpStatusCode());
            told.set("decoded", JSON.readTree(JsonUtils.toJSON(response)));
        } catch (InvocationTargetException thrown) {
            told.set("failure", failureOf(thrown.getCause()));
        }
        return told;
    }

    private static ObjectNode failureOf(Throwable error) {
        ObjectNode failure = JSON.createObjectNode().put("kind", error.getClass().getSimpleName());
        if (!(error instanceof ServiceResponseException)) return failure.put("message", String.valueOf(error));
        ServiceResponseException answered = (ServiceResponseException) error;
        return failure
            .put("status", answered.getHttpStatusCode())
            .put("code", answered.getErrorCode())
            .put("message", answered.getErrorMsg())
            .put("requestId", answered.getRequestId());
    }

    public static void main(String[] arguments) throws Exception {
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        PrintStream answers = new PrintStream(System.out, true, "UTF-8");
        for (String line = lines.readLine(); line != null; line = lines.readLine())
            answers.println(perform(JSON.readTree(line)));
        System.exit(0); // its connections are kept open
    }
}
