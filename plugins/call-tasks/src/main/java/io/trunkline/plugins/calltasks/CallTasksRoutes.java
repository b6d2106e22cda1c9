package io.trunkline.plugins.calltasks;

import static io.trunkline.plugins.calltasks.CallTasksPermissions.ASSIGN;
import static io.trunkline.plugins.calltasks.CallTasksPermissions.DISPATCH;
import static io.trunkline.plugins.calltasks.CallTasksPermissions.MONITOR;
import static io.trunkline.plugins.calltasks.CallTasksPermissions.WORK;

import io.trunkline.plugins.calltasks.batch.Batch;
import io.trunkline.plugins.calltasks.batch.BatchDraft;
import io.trunkline.plugins.calltasks.batch.BatchPage;
import io.trunkline.plugins.calltasks.batch.BatchPreview;
import io.trunkline.plugins.calltasks.batch.Batches;
import io.trunkline.plugins.calltasks.board.Board;
import io.trunkline.plugins.calltasks.board.HourTotals;
import io.trunkline.plugins.calltasks.board.Progress;
import io.trunkline.plugins.calltasks.board.RecentCall;
import io.trunkline.plugins.calltasks.board.TaskPage;
import io.trunkline.plugins.calltasks.board.TaskQuery;
import io.trunkline.plugins.calltasks.dispatch.AgentLoad;
import io.trunkline.plugins.calltasks.dispatch.Allocation;
import io.trunkline.plugins.calltasks.dispatch.Assignment;
import io.trunkline.plugins.calltasks.dispatch.Dispatch;
import io.trunkline.plugins.calltasks.dispatch.Handed;
import io.trunkline.plugins.calltasks.dispatch.Recall;
import io.trunkline.plugins.calltasks.dispatch.TeamShare;
import io.trunkline.plugins.calltasks.work.CallTask;
import io.trunkline.plugins.calltasks.work.Dialled;
import io.trunkline.plugins.calltasks.work.MyQueue;
import io.trunkline.plugins.calltasks.work.NextTask;
import io.trunkline.plugins.calltasks.work.Outcome;
import io.trunkline.plugins.calltasks.work.Saved;
import io.trunkline.plugins.calltasks.work.TaskItem;
import io.trunkline.plugins.calltasks.work.TaskStatus;
import io.trunkline.plugins.calltasks.work.Workbench;
import io.trunkline.spi.CustomerFilter;
import io.trunkline.spi.PluginException;
import io.trunkline.spi.Route;
import io.trunkline.spi.RouteRequest;
import io.trunkline.spi.StandardErrorCode;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The services over HTTP, below `/api/v1/plugins/call-tasks`.
final class CallTasksRoutes {

    private static final int PAGE = 50;

    private CallTasksRoutes() {}

    static List<Route<?, ?>> of(
            Batches batches, Dispatch dispatch, Workbench workbench, Board board) {
        return Stream.of(batches(batches), dispatch(dispatch), work(workbench), board(board))
                .<Route<?, ?>>flatMap(List::stream)
                .toList();
    }

    private static List<Route<?, ?>> batches(Batches batches) {
        return List.of(
                Route.post(
                        "/batches/preview",
                        DISPATCH,
                        CustomerFilter.class,
                        BatchPreview.class,
                        (session, request) -> batches.preview(session, request.body())),
                Route.post(
                        "/batches",
                        DISPATCH,
                        BatchDraft.class,
                        Batch.class,
                        (session, request) -> batches.create(session, request.body())),
                Route.get(
                        "/batches",
                        MONITOR,
                        BatchPage.class,
                        (session, request) ->
                                batches.list(session, number(request, "before"), limit(request))),
                Route.get(
                        "/batches/{id}",
                        MONITOR,
                        Batch.class,
                        (session, request) -> batches.find(session, request.pathId("id"))),
                Route.post(
                        "/batches/{id}/resume",
                        DISPATCH,
                        Void.class,
                        Batch.class,
                        (session, request) -> batches.resume(session, request.pathId("id"))),
                Route.post(
                        "/batches/{id}/close",
                        DISPATCH,
                        Void.class,
                        Batch.class,
                        (session, request) -> batches.close(session, request.pathId("id"))));
    }

    private static List<Route<?, ?>> dispatch(Dispatch dispatch) {
        return List.of(
                Route.post(
                        "/batches/{id}/dispatch",
                        DISPATCH,
                        Void.class,
                        Handed.class,
                        (session, request) -> dispatch.dispatch(session, request.pathId("id"))),
                Route.post(
                        "/allocations",
                        DISPATCH,
                        Allocation.class,
                        Handed.class,
                        (session, request) -> dispatch.allocate(session, request.body())),
                Route.post(
                        "/shares",
                        ASSIGN,
                        TeamShare.class,
                        Handed.class,
                        (session, request) -> dispatch.share(session, request.body())),
                Route.post(
                        "/assignments",
                        ASSIGN,
                        Assignment.class,
                        Handed.class,
                        (session, request) -> dispatch.assign(session, request.body())),
                Route.post(
                        "/recalls",
                        ASSIGN,
                        Recall.class,
                        Handed.class,
                        (session, request) -> dispatch.recall(session, request.body())),
                Route.get(
                        "/units/{id}/agents",
                        ASSIGN,
                        AgentLoad[].class,
                        (session, request) ->
                                dispatch.agents(session, request.pathId("id"))
                                        .toArray(AgentLoad[]::new)));
    }

    private static List<Route<?, ?>> work(Workbench workbench) {
        return List.of(
                Route.post(
                        "/tasks/next",
                        WORK,
                        Void.class,
                        NextTask.class,
                        (session, request) -> new NextTask(workbench.next(session).orElse(null))),
                Route.get(
                        "/tasks/held",
                        WORK,
                        NextTask.class,
                        (session, request) -> new NextTask(workbench.held(session).orElse(null))),
                Route.get(
                        "/queue",
                        WORK,
                        MyQueue.class,
                        (session, request) -> workbench.queue(session)),
                Route.post(
                        "/tasks/{id}/take",
                        WORK,
                        Void.class,
                        CallTask.class,
                        (session, request) -> workbench.take(session, request.pathId("id"))),
                Route.post(
                        "/tasks/{id}/outcome",
                        WORK,
                        Outcome.class,
                        Saved.class,
                        (session, request) ->
                                workbench.save(session, request.pathId("id"), request.body())),
                Route.post(
                        "/tasks/{id}/outcome-and-next",
                        WORK,
                        Outcome.class,
                        Saved.class,
                        (session, request) ->
                                workbench.saveAndNext(
                                        session, request.pathId("id"), request.body())),
                Route.post(
                        "/tasks/{id}/dial",
                        WORK,
                        Void.class,
                        Dialled.class,
                        (session, request) -> workbench.dial(session, request.pathId("id"))));
    }

    private static List<Route<?, ?>> board(Board board) {
        return List.of(
                Route.get(
                        "/progress",
                        MONITOR,
                        Progress.class,
                        (session, request) -> board.progress(session, number(request, "batch"))),
                Route.get(
                        "/hours",
                        MONITOR,
                        HourTotals[].class,
                        (session, request) ->
                                board.hours(session, number(request, "batch"))
                                        .toArray(HourTotals[]::new)),
                Route.get(
                        "/tasks",
                        MONITOR,
                        TaskPage.class,
                        (session, request) -> board.tasks(session, query(request))),
                Route.get(
                        "/calls",
                        MONITOR,
                        RecentCall[].class,
                        (session, request) ->
                                board.recent(
                                                session,
                                                number(request, "batch"),
                                                number(request, "before"),
                                                limit(request))
                                        .toArray(RecentCall[]::new)),
                Route.get(
                        "/customers/{id}/tasks",
                        MONITOR,
                        TaskItem[].class,
                        (session, request) ->
                                board.ofCustomer(session, request.pathId("id"))
                                        .toArray(TaskItem[]::new)));
    }

    private static TaskQuery query(RouteRequest<Void> request) {
        return new TaskQuery(
                number(request, "batch"),
                number(request, "unit"),
                number(request, "assignee"),
                request.query("status").map(CallTasksRoutes::status).orElse(null),
                request.query("overdue").map(Boolean::parseBoolean).orElse(false),
                number(request, "after"),
                limit(request));
    }

    private static TaskStatus status(String value) {
        try {
            return TaskStatus.valueOf(value.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new PluginException(e, StandardErrorCode.INVALID, "status", value);
        }
    }

    private static @Nullable Long number(RouteRequest<Void> request, String name) {
        return request.queryNumber(name).orElse(null);
    }

    private static int limit(RouteRequest<Void> request) {
        return Math.clamp(request.queryNumber("limit").orElse((long) PAGE), 1, 200);
    }
}
