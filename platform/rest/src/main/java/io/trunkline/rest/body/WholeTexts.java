package io.trunkline.rest.body;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.quarkus.jackson.ObjectMapperCustomizer;
import io.trunkline.tenancy.WholeText;
import jakarta.inject.Singleton;
import java.io.IOException;

/// Refuses texts that cannot be kept as they are ([WholeText]).
@Singleton
class WholeTexts implements ObjectMapperCustomizer {

    @Override
    public void customize(ObjectMapper mapper) {
        mapper.registerModule(
                new SimpleModule("whole-texts")
                        .addDeserializer(String.class, new WholeTextReader()));
    }

    private static final class WholeTextReader extends StdScalarDeserializer<String> {

        WholeTextReader() {
            super(String.class);
        }

        @Override
        public String deserialize(JsonParser parser, DeserializationContext context)
                throws IOException {
            String text = StringDeserializer.instance.deserialize(parser, context);
            if (text != null && !WholeText.is(text)) {
                return (String)
                        context.handleWeirdStringValue(
                                String.class, "", "U+0000 or half a character");
            }
            return text;
        }
    }
}
