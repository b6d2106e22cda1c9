package io.trunkline.ui.spi;

import com.vaadin.flow.component.HasValue;
import io.trunkline.spi.ProvidedByPlatform;
import java.util.Map;

/// Keeps what is typed into a form until it is saved, so that a sign-in that runs out, a closed
/// window or a restart loses no text. It is kept on the server, for this person alone, for a week;
/// nothing stays in the browser.
@ProvidedByPlatform
public interface Drafts {

    /// Call once the form shows what it begins with. What is kept for it is put into the fields and
    /// the person is told, with a way to throw it away; from then on the fields are watched.
    ///
    /// @param form names the form within its plugin, for example `outcome`
    /// @param objectId what the form is about; 0 for something new
    /// @param fields text fields by stable names; they belong to the same page
    /// @return to be told when the form was saved
    Kept keep(String form, long objectId, Map<String, ? extends HasValue<?, String>> fields);

    /// A form that is being watched.
    interface Kept {

        /// The form was saved, or thrown away on purpose: what was kept is dropped and the fields
        /// are watched no longer.
        void done();
    }
}
