package io.trunkline.plugincheck;

import io.trunkline.plugincheck.Break.Kind;
import io.trunkline.plugincheck.Types.Lineage;
import java.lang.classfile.ClassModel;
import java.lang.classfile.Instruction;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.FieldRefEntry;
import java.lang.classfile.constantpool.InterfaceMethodRefEntry;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.reflect.AccessFlag;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Holds a class of a plugin against the SPI it meets: what it calls has to be there, and what the
/// SPI asks of its classes has to be in them. What would be an error in the middle of someone's
/// call is told before the plugin is started.
final class SpiUse {

    private static final String CONSTRUCTOR = "<init>";

    private final Types types;
    private final LambdaUse lambdas;

    SpiUse(Types types) {
        this.types = types;
        this.lambdas = new LambdaUse(types);
    }

    /// @return what does not fit, each once
    Set<Break> broken(ClassModel plugin) {
        Set<Break> broken = new TreeSet<>();
        Map<MemberRefEntry, Boolean> statics = statics(plugin);
        for (PoolEntry entry : plugin.constantPool()) {
            if (entry instanceof MemberRefEntry member) {
                member(plugin, member, statics.get(member)).ifPresent(broken::add);
            } else if (entry instanceof ClassEntry named) {
                type(plugin, named).ifPresent(broken::add);
            }
        }
        Lineage lineage = types.lineage(plugin);
        broken.addAll(lambdas.broken(plugin));
        broken.addAll(above(plugin, lineage));
        if (lineage.complete() && !plugin.flags().has(AccessFlag.ABSTRACT)) {
            broken.addAll(lacking(plugin, lineage));
        }
        return broken;
    }

    private Optional<Break> type(ClassModel plugin, ClassEntry named) {
        String name = Types.name(named);
        if (!VisibleNames.isSpi(name)) {
            return Optional.empty();
        }
        if (!types.has(name)) {
            return Optional.of(of(plugin, Kind.GONE, "class " + name));
        }
        return types.find(name)
                .filter(type -> !type.flags().has(AccessFlag.PUBLIC))
                .map(type -> of(plugin, Kind.CLOSED, "class " + name));
    }

    private Optional<Break> member(
            ClassModel plugin, MemberRefEntry member, @Nullable Boolean asStatic) {
        String owner = Types.name(member.owner());
        if (isOthers(owner)) {
            return Optional.empty();
        }
        // A class that is missing altogether is told as such.
        Optional<ClassModel> type = types.find(owner);
        Lineage lineage = types.lineage(owner);
        if (type.isEmpty() || !lineage.touchesSpi()) {
            return Optional.empty();
        }
        Optional<Found> found =
                member instanceof FieldRefEntry ? field(lineage, member) : method(lineage, member);
        if (found.isEmpty()) {
            return lineage.complete()
                    ? Optional.of(of(plugin, Kind.GONE, words(member)))
                    : Optional.empty();
        }
        if (!VisibleNames.isSpi(Types.name(found.get().owner()))) {
            return Optional.empty();
        }
        Set<AccessFlag> flags = found.get().flags();
        if (!flags.contains(AccessFlag.PUBLIC) && !flags.contains(AccessFlag.PROTECTED)) {
            return Optional.of(of(plugin, Kind.CLOSED, words(member)));
        }
        boolean otherKind =
                (asStatic != null && asStatic != flags.contains(AccessFlag.STATIC))
                        || (!(member instanceof FieldRefEntry)
                                && type.get().flags().has(AccessFlag.INTERFACE)
                                        != member instanceof InterfaceMethodRefEntry);
        return otherKind
                ? Optional.of(of(plugin, Kind.OTHER_KIND, words(member)))
                : Optional.empty();
    }

    private record Found(ClassModel owner, Set<AccessFlag> flags) {}

    private static Optional<Found> method(Lineage lineage, MemberRefEntry member) {
        List<ClassModel> searched =
                member.name().equalsString(CONSTRUCTOR)
                        ? lineage.types().subList(0, 1)
                        : lineage.types();
        return searched.stream()
                .flatMap(type ->
                        type.methods().stream()
                                .filter(method -> Types.key(method).equals(key(member)))
                                .map(method -> new Found(type, method.flags().flags())))
                .findFirst();
    }

    private static Optional<Found> field(Lineage lineage, MemberRefEntry member) {
        return lineage.types().stream()
                .flatMap(type ->
                        type.fields().stream()
                                .filter(field -> Types.key(field).equals(key(member)))
                                .map(field -> new Found(type, field.flags().flags())))
                .findFirst();
    }

    /// What the class extends, implements and overrides.
    private Set<Break> above(ClassModel plugin, Lineage lineage) {
        Set<Break> broken = new TreeSet<>();
        plugin.superclass().ifPresent(above -> parent(plugin, above, false).ifPresent(broken::add));
        for (ClassEntry above : plugin.interfaces()) {
            parent(plugin, above, true).ifPresent(broken::add);
        }
        for (ClassModel parent : lineage.types()) {
            if (VisibleNames.isSpi(Types.name(parent))) {
                parent.methods().stream()
                        .filter(method -> method.flags().has(AccessFlag.FINAL))
                        .filter(method -> !method.flags().has(AccessFlag.PRIVATE))
                        .filter(method ->
                                plugin.methods().stream()
                                        .anyMatch(own -> Types.key(own).equals(Types.key(method))))
                        .forEach(method ->
                                broken.add(of(plugin, Kind.FINAL, Types.words(parent, method))));
            }
        }
        return broken;
    }

    private Optional<Break> parent(ClassModel plugin, ClassEntry above, boolean asInterface) {
        String name = Types.name(above);
        if (!VisibleNames.isSpi(name)) {
            return Optional.empty();
        }
        return types.find(name)
                .flatMap(parent -> {
                    if (parent.flags().has(AccessFlag.INTERFACE) != asInterface) {
                        return Optional.of(of(plugin, Kind.OTHER_KIND, "class " + name));
                    }
                    return parent.flags().has(AccessFlag.FINAL)
                            ? Optional.of(of(plugin, Kind.FINAL, "class " + name))
                            : Optional.empty();
                });
    }

    /// Methods without a body in the SPI's types above a class, and none in it.
    private static Set<Break> lacking(ClassModel plugin, Lineage lineage) {
        Set<Break> lacking = new TreeSet<>();
        for (ClassModel parent : lineage.types()) {
            if (VisibleNames.isSpi(Types.name(parent))) {
                parent.methods().stream()
                        .filter(method -> method.flags().has(AccessFlag.ABSTRACT))
                        .filter(method -> !hasBody(lineage, Types.key(method)))
                        .forEach(method ->
                                lacking.add(of(plugin, Kind.ASKED, Types.words(parent, method))));
            }
        }
        return lacking;
    }

    private static boolean hasBody(Lineage lineage, String key) {
        return lineage.methods()
                .filter(method -> !method.flags().has(AccessFlag.ABSTRACT))
                .anyMatch(method -> Types.key(method).equals(key));
    }

    /// Members that the code of a class reaches for as static ones, or not.
    private static Map<MemberRefEntry, Boolean> statics(ClassModel plugin) {
        Map<MemberRefEntry, Boolean> statics = new HashMap<>();
        instructions(plugin)
                .forEach(instruction -> {
                    if (instruction instanceof InvokeInstruction call) {
                        statics.put(call.method(), call.opcode() == Opcode.INVOKESTATIC);
                    } else if (instruction instanceof FieldInstruction field) {
                        statics.put(
                                field.field(),
                                field.opcode() == Opcode.GETSTATIC
                                        || field.opcode() == Opcode.PUTSTATIC);
                    }
                });
        return statics;
    }

    private static Stream<Instruction> instructions(ClassModel plugin) {
        return plugin.methods().stream()
                .map(MethodModel::code)
                .flatMap(Optional::stream)
                .flatMap(code -> code.elementStream())
                .filter(Instruction.class::isInstance)
                .map(Instruction.class::cast);
    }

    /// Of the JDK or a library of the platform: nothing of the SPI is above these.
    private static boolean isOthers(String name) {
        return name.startsWith("[") || name.startsWith("java.") || VisibleNames.isBesides(name);
    }

    private static Break of(ClassModel plugin, Kind kind, String name) {
        return new Break(Types.name(plugin), kind, name);
    }

    private static String key(MemberRefEntry member) {
        return member.name().stringValue() + member.type().stringValue();
    }

    private static String words(MemberRefEntry member) {
        String owner = Types.name(member.owner());
        return member instanceof FieldRefEntry
                ? owner + "." + member.name().stringValue()
                : Types.words(owner, member.name().stringValue(), member.type().stringValue());
    }
}
