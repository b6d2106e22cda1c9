package io.trunkline.pluginhost.internal.generation;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.trunkline.pluginhost.PluginError;
import io.trunkline.spi.PluginException;
import io.trunkline.spi.StandardErrorCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.stream.Collectors;

/// JSON of one generation's records. A mapper keeps the classes it has seen, so each generation has
/// its own and takes it along when it ends.
final class PluginJson {

    private static final int SHOWN_VALUE = 100;

    private final ObjectMapper mapper =
            JsonMapper.builder()
                    .addModules(new JavaTimeModule(), new Jdk8Module(), longsAsText())
                    .enable(
                            DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                            DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
                            DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .disable(
                            DeserializationFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE,
                            DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                    .disable(
                            SerializationFeature.WRITE_DATES_AS_TIMESTAMPS,
                            SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS,
                            SerializationFeature.FAIL_ON_EMPTY_BEANS)
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build();

    private final int answerLimit;

    /// @param answerLimit the largest answer, in bytes
    PluginJson(int answerLimit) {
        this.answerLimit = answerLimit;
        // As for the platform's own bodies.
        mapper.setDefaultSetterInfo(JsonSetter.Value.forContentNulls(Nulls.FAIL));
        mapper.getFactory()
                .setStreamReadConstraints(
                        StreamReadConstraints.builder().maxNestingDepth(50).build());
    }

    /// @throws PluginException `INVALID` naming the field and the value
    <I> Reading<I> reading(Class<I> type) {
        var reader = mapper.readerFor(type);
        RequiredComponents required = RequiredComponents.of(type);
        return body -> {
            I value;
            try {
                value = reader.readValue(body);
            } catch (InvalidFormatException e) {
                throw invalid(path(e), String.valueOf(e.getValue()));
            } catch (JsonMappingException e) {
                throw invalid(path(e), e.getOriginalMessage());
            } catch (JsonProcessingException e) {
                throw invalid("body", e.getOriginalMessage());
            } catch (IOException e) {
                throw invalid("body", "");
            }
            if (value == null) {
                throw invalid("body", "null");
            }
            required.check(value);
            return value;
        };
    }

    /// @throws PluginException `ANSWER_TOO_LARGE`
    Writing writing(Class<?> type) {
        ObjectWriter writer = mapper.writerFor(type);
        return value -> {
            BoundedAnswer answer = new BoundedAnswer(answerLimit);
            try {
                writer.writeValue(answer, value);
            } catch (BoundedAnswer.TooLargeException e) {
                throw new PluginException(e, PluginError.ANSWER_TOO_LARGE, answerLimit);
            } catch (JsonProcessingException e) {
                throw e;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return answer.toBytes();
        };
    }

    static PluginException invalid(String field, String value) {
        return new PluginException(
                StandardErrorCode.INVALID,
                field,
                value.length() > SHOWN_VALUE ? value.substring(0, SHOWN_VALUE) : value);
    }

    private static String path(JsonMappingException e) {
        String path =
                e.getPath().stream()
                        .map(step ->
                                step.getFieldName() == null
                                        ? String.valueOf(step.getIndex())
                                        : step.getFieldName())
                        .collect(Collectors.joining("."));
        return path.isEmpty() ? "body" : path;
    }

    /// Ids are 64-bit; a browser's numbers are not. Reading takes both anyway.
    private static SimpleModule longsAsText() {
        return new SimpleModule()
                .addSerializer(Long.class, ToStringSerializer.instance)
                .addSerializer(Long.TYPE, ToStringSerializer.instance);
    }

    @FunctionalInterface
    interface Reading<I> {
        I read(byte[] body);
    }

    @FunctionalInterface
    interface Writing {
        byte[] write(Object value) throws JsonProcessingException;
    }
}
