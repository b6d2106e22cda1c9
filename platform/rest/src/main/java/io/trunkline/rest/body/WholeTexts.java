package io.trunkline.rest.body;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;
import java.io.IOException;

/// Refuses texts that cannot be kept as they are: the database takes no U+0000, and half a
/// character would silently become a question mark.
@Singleton
class WholeTexts implements ObjectMapperCustomizer {

    @Override
    public void customize(ObjectMapper mapper) {
        mapper.registerModule(
                new SimpleModule("whole-texts").addDeserializer(String.class, new WholeText()));
    }

    private static final class WholeText extends StdScalarDeserializer<String> {

        WholeText() {
            super(String.class);
        }

        @Override
        public String deserialize(JsonParser parser, DeserializationContext context)
                throws IOException {
            String text = StringDeserializer.instance.deserialize(parser, context);
            if (text != null && text.codePoints().anyMatch(WholeText::isNone)) {
                return (String)
                        context.handleWeirdStringValue(
                                String.class, "", "U+0000 or half a character");
            }
            return text;
        }

        /// A surrogate that is left over among code points has lost its other half.
        private static boolean isNone(int codePoint) {
            return codePoint == 0
                    || (codePoint >= Character.MIN_SURROGATE
                            && codePoint <= Character.MAX_SURROGATE);
        }
    }
}
