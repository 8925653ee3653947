package conventions;

import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import io.smallrye.config.WithParentName;
import io.smallrye.config.common.utils.StringUtil;

/**
 * A setting, as the method of a settings interface defines it.
 *
 * @param key its whole key; an asterisk stands for a name that the user chooses
 * @param type what it holds, without {@code Optional}
 * @param optional whether it may be left out although it has no default
 * @param method where it is defined
 */
record Setting(String key, Type type, boolean optional, Method method) {

    private static final Map<Class<?>, Class<?>> OPTIONAL_NUMBERS =
            Map.of(OptionalInt.class, int.class, OptionalLong.class, long.class, OptionalDouble.class, double.class);

    private static final List<Class<?>> INTERFACES = find();

    private static List<Class<?>> find() {
        return new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("routes").stream()
                        .filter(type -> type.isAnnotatedWith(ConfigMapping.class))
                        .<Class<?>>map(JavaClass::reflect)
                        .sorted(Comparator.comparing(Setting::prefix))
                        .toList();
    }

    /** The settings interfaces of all packages, by their prefix. */
    static List<Class<?>> interfaces() {
        return INTERFACES;
    }

    static String prefix(Class<?> settings) {
        return settings.getAnnotation(ConfigMapping.class).prefix();
    }

    /** All settings of all interfaces. */
    static List<Setting> all() {
        return interfaces().stream().flatMap(settings -> of(settings).stream()).toList();
    }

    /** The settings of an interface, those of its groups included. */
    static List<Setting> of(Class<?> settings) {
        var found = new ArrayList<Setting>();
        addAll(settings, prefix(settings), found);
        found.sort(Comparator.comparing(Setting::key));
        return found;
    }

    private static void addAll(Class<?> group, String prefix, List<Setting> found) {
        for (var method : group.getMethods()) {
            if (!method.isDefault()) {
                add(method, prefix + name(method), method.getGenericReturnType(), false, found);
            }
        }
    }

    private static void add(Method method, String key, Type type, boolean optional, List<Setting> found) {
        if (type instanceof ParameterizedType generic && generic.getRawType() == Map.class) {
            add(method, key + ".*", generic.getActualTypeArguments()[1], true, found);
        } else if (type instanceof ParameterizedType generic && generic.getRawType() == Optional.class) {
            add(method, key, generic.getActualTypeArguments()[0], true, found);
        } else if (OPTIONAL_NUMBERS.containsKey(type)) {
            found.add(new Setting(key, OPTIONAL_NUMBERS.get(type), true, method));
        } else if (type instanceof Class<?> group
                && group.isInterface()
                && group.getName().startsWith("routes.")) {
            addAll(group, key, found);
        } else {
            found.add(new Setting(key, type, optional, method));
        }
    }

    private static String name(Method method) {
        if (method.isAnnotationPresent(WithParentName.class)) {
            return "";
        }
        var name = method.getAnnotation(WithName.class);
        return "." + (name == null ? StringUtil.skewer(method.getName()) : name.value());
    }

    Optional<String> defaultValue() {
        return Optional.ofNullable(method.getAnnotation(WithDefault.class)).map(WithDefault::value);
    }

    /** Whether the start fails without it. */
    boolean required() {
        return !optional && defaultValue().isEmpty();
    }

    /** What an enumeration or a list of one allows; otherwise nothing. */
    Stream<Enum<?>> choices() {
        return type instanceof Class<?> single && single.isEnum()
                ? Stream.of(single.getEnumConstants()).map(choice -> (Enum<?>) choice)
                : Stream.empty();
    }

    /** Whether a key that is written somewhere means this setting. */
    boolean means(String written) {
        return written.matches(key.replace(".", "\\.").replace("*", "[^.]+"));
    }

    /** Whether it holds something that nobody may see. */
    boolean secret() {
        return lastPart().matches("token|secret|password");
    }

    /** What stands after the last dot of its key. */
    String lastPart() {
        return key.substring(key.lastIndexOf('.') + 1);
    }

    @Override
    public String toString() {
        return key;
    }
}
