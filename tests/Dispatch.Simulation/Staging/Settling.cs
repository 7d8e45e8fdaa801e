using Dispatch.Contracts;
using Dispatch.Contracts.Requests;
using Dispatch.Simulation.Checkers;
using Dispatch.Simulation.History;

namespace Dispatch.Simulation.Staging;

/// <summary>Waits until nothing moves, then lets the checkers compare what everybody believes.</summary>
internal static class Settling
{
    /// <summary>I7: this long after the last commit, boards equal the truth.</summary>
    private static readonly TimeSpan BoardsFollow = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(250);

    /// <summary>How long an acknowledgement and one repetition of a message take at most, without faults.</summary>
    private static readonly TimeSpan MessagesEnd = TimeSpan.FromSeconds(6);

    /// <summary>False when something still moved after this much time.</summary>
    public static bool Settle(Stage stage, IReadOnlyCollection<string> stations, TimeSpan limit)
    {
        // A board that nobody has looked at for long is asleep; what is promised is promised to those who watch.
        stage.ReadBoards(stations);
        stage.Cluster.RunFor(BoardsFollow);
        for (var end = stage.Now + limit; WaitForStillness(stage, end);)
        {
            // Reading takes a moment; boards are compared only when nothing was committed meanwhile.
            var (at, commits) = (stage.Now, stage.Recorder.Commits);
            var boards = stage.ReadBoards(stations);
            if (stage.Recorder.Commits == commits)
            {
                stage.Watch.Still(new Stillness(at, boards));
                Drain(stage);
                return true;
            }
        }

        return false;
    }

    private static bool WaitForStillness(Stage stage, DateTimeOffset end)
    {
        for (; stage.Now < end; stage.Cluster.RunFor(Step))
        {
            if (stage.Now - stage.Recorder.LastAt >= BoardsFollow)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// Has every open request commit what it was told, so that an outbox shows only what nobody has acknowledged. Twice: one that slept since a
    /// crash has forgotten acknowledgements, and repeats itself once it is awake.
    /// </summary>
    private static void Drain(Stage stage)
    {
        foreach (var clerk in new[] { "clerk-1", "clerk-2" })
        {
            Own(stage, new Actor(clerk, Role.Admin, null));
            stage.Cluster.RunFor(MessagesEnd);
        }

        Own(stage, new Actor("clerk-3", Role.Admin, null));
        stage.Watch.Drained(stage.Now);

        // The last words have to be acknowledged, sent again if need be, and gathered; an emergency that nobody takes may just then have said one more.
        stage.Cluster.RunFor(MessagesEnd);
        for (var end = stage.Now + MessagesEnd; stage.Now < end && stage.Watch.Record.Missing(stage.Record.Chains) > 0;)
        {
            stage.Cluster.RunFor(Step);
        }

        stage.Watch.Record.Read(stage.Now, stage.Record.Chains, stage.Record.Fault(), stage.Watch.Truth);
    }

    private static void Own(Stage stage, Actor clerk) => stage.Cluster.Run(async () =>
    {
        foreach (var request in stage.Watch.Truth.Requests.Values.Where(request => !request.Closed).ToList())
        {
            await stage.TryAsync(() => stage.Grains.GetGrain<IRequestGrain>(request.Id).OwnAsync(new OwnRequest(clerk, null)));
        }
    });
}
