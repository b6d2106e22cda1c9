package io.trunkline.plugincheck;

import io.trunkline.plugincheck.Break.Kind;
import io.trunkline.plugincheck.Types.Lineage;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.constantpool.InvokeDynamicEntry;
import java.lang.classfile.constantpool.LoadableConstantEntry;
import java.lang.classfile.constantpool.MethodTypeEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Lambdas and method references of a plugin that stand for an interface of the SPI: they have one
/// method each, as it was when they were compiled.
record LambdaUse(Types types) {

    private static final String MAKER = "java.lang.invoke.LambdaMetafactory";

    Set<Break> broken(ClassModel plugin) {
        Set<Break> broken = new TreeSet<>();
        for (PoolEntry entry : plugin.constantPool()) {
            if (entry instanceof InvokeDynamicEntry lambda
                    && Types.name(lambda.bootstrap().bootstrapMethod().reference().owner())
                            .equals(MAKER)) {
                check(plugin, lambda, broken);
            }
        }
        return broken;
    }

    private void check(ClassModel plugin, InvokeDynamicEntry lambda, Set<Break> broken) {
        String made =
                MethodTypeDesc.ofDescriptor(lambda.type().stringValue())
                        .returnType()
                        .descriptorString()
                        .replaceAll("^L|;$", "")
                        .replace('/', '.');
        Lineage lineage = types.lineage(made);
        if (!lineage.complete() || !lineage.touchesSpi()) {
            return;
        }
        List<LoadableConstantEntry> arguments = lambda.bootstrap().arguments();
        if (arguments.isEmpty() || !(arguments.getFirst() instanceof MethodTypeEntry erased)) {
            return;
        }
        String name = lambda.name().stringValue();
        String descriptor = erased.descriptor().stringValue();
        if (lineage.methods().noneMatch(method -> Types.key(method).equals(name + descriptor))) {
            broken.add(
                    new Break(Types.name(plugin), Kind.GONE, Types.words(made, name, descriptor)));
        }
        for (ClassModel parent : lineage.types()) {
            if (VisibleNames.isSpi(Types.name(parent))) {
                parent.methods().stream()
                        .filter(method -> method.flags().has(AccessFlag.ABSTRACT))
                        .filter(method -> !Types.key(method).equals(name + descriptor))
                        .filter(method -> !hasBody(lineage, method))
                        .forEach(method ->
                                broken.add(
                                        new Break(
                                                Types.name(plugin),
                                                Kind.ASKED,
                                                Types.words(parent, method))));
            }
        }
    }

    private static boolean hasBody(Lineage lineage, MethodModel asked) {
        return lineage.methods()
                .filter(method -> !method.flags().has(AccessFlag.ABSTRACT))
                .anyMatch(method -> Types.key(method).equals(Types.key(asked)));
    }
}
