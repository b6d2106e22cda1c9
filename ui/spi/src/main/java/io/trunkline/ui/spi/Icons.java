package io.trunkline.ui.spi;

import com.vaadin.flow.component.icon.SvgIcon;

/// The icons of the screens, for the platform and plugins alike. Their shapes are Lucide's (ISC
/// licence, beside the sprite); they take the colour of the text around them and are hidden from
/// screen readers, so a button that has only an icon needs an `aria-label`.
public final class Icons {

    public static final String ARROW_DOWN = "arrow-down";
    public static final String ARROW_LEFT = "arrow-left";
    public static final String ARROW_RIGHT = "arrow-right";
    public static final String ARROW_UP = "arrow-up";
    public static final String ARROW_UP_DOWN = "arrow-up-down";
    public static final String BAN = "ban";
    public static final String BELL = "bell";
    public static final String BRIEFCASE = "briefcase";
    public static final String BUILDING_2 = "building-2";
    public static final String CAKE = "cake";
    public static final String CALENDAR = "calendar";
    public static final String CALENDAR_CLOCK = "calendar-clock";
    public static final String CALENDAR_DAYS = "calendar-days";
    public static final String CHART_COLUMN = "chart-column";
    public static final String CHECK = "check";
    public static final String CHEVRON_DOWN = "chevron-down";
    public static final String CHEVRON_LEFT = "chevron-left";
    public static final String CHEVRON_RIGHT = "chevron-right";
    public static final String CHEVRON_UP = "chevron-up";
    public static final String CHEVRONS_UP_DOWN = "chevrons-up-down";
    public static final String CIRCLE_ALERT = "circle-alert";
    public static final String CIRCLE_CHECK = "circle-check";
    public static final String CIRCLE_DOT = "circle-dot";
    public static final String CIRCLE_QUESTION_MARK = "circle-question-mark";
    public static final String CLIPBOARD_LIST = "clipboard-list";
    public static final String CLOCK = "clock";
    public static final String CLOUD_OFF = "cloud-off";
    public static final String COINS = "coins";
    public static final String COPY = "copy";
    public static final String DOWNLOAD = "download";
    public static final String ELLIPSIS = "ellipsis";
    public static final String EXTERNAL_LINK = "external-link";
    public static final String EYE = "eye";
    public static final String FILE_TEXT = "file-text";
    public static final String FILE_UP = "file-up";
    public static final String FUNNEL = "funnel";
    public static final String FUNNEL_X = "funnel-x";
    public static final String GAUGE = "gauge";
    public static final String GIFT = "gift";
    public static final String GIT_PULL_REQUEST_ARROW = "git-pull-request-arrow";
    public static final String HAND_COINS = "hand-coins";
    public static final String HASH = "hash";
    public static final String HEADPHONES = "headphones";
    public static final String HISTORY = "history";
    public static final String INBOX = "inbox";
    public static final String INFO = "info";
    public static final String KEYBOARD = "keyboard";
    public static final String LANGUAGES = "languages";
    public static final String LAYERS = "layers";
    public static final String LINK = "link";
    public static final String LIST_CHECKS = "list-checks";
    public static final String LIST_PLUS = "list-plus";
    public static final String LOADER = "loader";
    public static final String LOCK = "lock";
    public static final String LOG_OUT = "log-out";
    public static final String MAIL = "mail";
    public static final String MAP_PIN = "map-pin";
    public static final String MEGAPHONE = "megaphone";
    public static final String MESSAGE_SQUARE = "message-square";
    public static final String MONITOR = "monitor";
    public static final String NETWORK = "network";
    public static final String NOTEBOOK_PEN = "notebook-pen";
    public static final String PANEL_LEFT = "panel-left";
    public static final String PAUSE = "pause";
    public static final String PENCIL = "pencil";
    public static final String PHONE = "phone";
    public static final String PHONE_CALL = "phone-call";
    public static final String PHONE_INCOMING = "phone-incoming";
    public static final String PHONE_MISSED = "phone-missed";
    public static final String PHONE_OFF = "phone-off";
    public static final String PHONE_OUTGOING = "phone-outgoing";
    public static final String PLAY = "play";
    public static final String PLUG = "plug";
    public static final String PLUS = "plus";
    public static final String RADAR = "radar";
    public static final String REFRESH_CW = "refresh-cw";
    public static final String ROTATE_CCW = "rotate-ccw";
    public static final String SCALE = "scale";
    public static final String SEARCH = "search";
    public static final String SEND = "send";
    public static final String SETTINGS = "settings";
    public static final String SHIELD_CHECK = "shield-check";
    public static final String SHUFFLE = "shuffle";
    public static final String SKIP_FORWARD = "skip-forward";
    public static final String SLIDERS_HORIZONTAL = "sliders-horizontal";
    public static final String SMARTPHONE = "smartphone";
    public static final String SPARKLES = "sparkles";
    public static final String SPLIT = "split";
    public static final String STAR = "star";
    public static final String SUN = "sun";
    public static final String TAG = "tag";
    public static final String TARGET = "target";
    public static final String TICKET = "ticket";
    public static final String TRASH_2 = "trash-2";
    public static final String TRIANGLE_ALERT = "triangle-alert";
    public static final String TROPHY = "trophy";
    public static final String UNDO_2 = "undo-2";
    public static final String UPLOAD = "upload";
    public static final String USER = "user";
    public static final String USER_CHECK = "user-check";
    public static final String USER_PLUS = "user-plus";
    public static final String USER_ROUND = "user-round";
    public static final String USERS = "users";
    public static final String USERS_ROUND = "users-round";
    public static final String WALLET = "wallet";
    public static final String WAVES = "waves";
    public static final String X = "x";

    private static final String SPRITE = "trunkline-icons.svg";

    private Icons() {}

    /// @param name one of the constants
    public static SvgIcon of(String name) {
        SvgIcon icon = new SvgIcon(SPRITE, name);
        icon.addClassName("tl-icon");
        icon.getElement().setAttribute("aria-hidden", "true");
        return icon;
    }
}
