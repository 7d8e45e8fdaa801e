using Dispatch.Contracts.Boards;
using Dispatch.Domain.Catalogue;
using Dispatch.Simulation.Chaos.Faults;
using Dispatch.Simulation.Chaos.People;
using Dispatch.Simulation.Checkers;
using Dispatch.Simulation.History;

namespace Dispatch.Simulation.Chaos.Truth;

/// <summary>Plays the whole log past the simulation's checkers, with what the clients were told in between, and judges.</summary>
internal sealed class Verdict(ServiceCatalogue catalogue, Histories histories, IReadOnlyCollection<Incident> incidents)
{
    private readonly Watch _watch = new(catalogue);
    private readonly ToldChecker _told = new();
    private readonly BoardChecker _otherBoards = new();
    private readonly LogReader _reader = new();

    public int Commits { get; private set; }

    public Recovery Recovery { get; } = new(incidents);

    /// <summary>Commits of the dead, or onto versions that were not the last.</summary>
    public IReadOnlyList<string> Stale { get; private set; } = [];

    /// <summary>Every promise found broken.</summary>
    public IReadOnlyList<Violation> Found => [.. _watch.Found, .. _told.Found, .. _otherBoards.Found];

    /// <param name="log">The log of commits.</param>
    /// <param name="upTo">The last place that counts.</param>
    /// <param name="boards">The boards of all stations at quiet, as each web process shows them.</param>
    /// <param name="at">When they were read.</param>
    public async Task JudgeAsync(CommitLog log, long upTo, IReadOnlyList<IReadOnlyDictionary<string, BoardView>> boards, DateTimeOffset at)
    {
        var stale = new StaleCommits(await log.MembersAsync());
        var told = new Queue<Happening>(histories.Told.OrderBy(happening => happening.At));
        await foreach (var commit in log.CommitsAsync(upTo))
        {
            while (told.TryPeek(out var next) && next.At <= commit.At)
            {
                See(told.Dequeue());
            }

            Commits++;
            stale.See(commit);
            Recovery.Reach(commit.At, _watch.Truth.Requests);
            if (_reader.Read(commit) is { } happening)
            {
                See(happening);
                if (happening is RequestKept)
                {
                    Recovery.Committed(commit);
                }
            }
        }

        while (told.TryDequeue(out var rest))
        {
            See(rest);
        }

        Recovery.Reach(at, _watch.Truth.Requests);
        Recovery.Finish(histories.Requests, incidents);
        Stale = stale.Found;
        _watch.Still(new Stillness(at, boards[0]));
        foreach (var others in boards.Skip(1))
        {
            _otherBoards.Still(new Stillness(at, others), _watch.Truth);
        }
    }

    private void See(Happening happening)
    {
        _told.See(happening, _watch.Truth);
        _watch.See(happening);
    }
}
