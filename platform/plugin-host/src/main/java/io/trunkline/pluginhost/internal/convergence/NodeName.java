package io.trunkline.pluginhost.internal.convergence;

import java.net.InetAddress;
import java.net.UnknownHostException;

/// What this process calls itself among the nodes.
final class NodeName {

    private NodeName() {}

    static String of() {
        return host() + "/" + ProcessHandle.current().pid();
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "node";
        }
    }
}
