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
    /// <summary>After a crash every outbox is looked at again within a minute.</summary>
    private static readonly TimeSpan RecordFollows = TimeSpan.FromSeconds(90);

    private readonly Watch _watch = new(catalogue);
    private readonly ToldChecker _told = new();
    private readonly BoardChecker _otherBoards = new();
    private readonly LogReader _reader = new();
    private StaleCommits? _stale;
    private long _reached;

    public int Commits { get; private set; }

    /// <summary>Entries of the service record that were verified.</summary>
    public int Entries { get; private set; }

    public Recovery Recovery { get; } = new(incidents);

    /// <summary>Commits of the dead, or onto versions that were not the last.</summary>
    public IReadOnlyList<string> Stale => _stale?.Found ?? [];

    /// <summary>Every promise found broken.</summary>
    public IReadOnlyList<Violation> Found => [.. _watch.Found, .. _told.Found, .. _otherBoards.Found];

    /// <param name="log">The log of commits.</param>
    /// <param name="upTo">The last place that counts.</param>
    /// <param name="boards">The boards of all stations at quiet, as each web process shows them.</param>
    /// <param name="at">When they were read.</param>
    public async Task JudgeAsync(CommitLog log, long upTo, IReadOnlyList<IReadOnlyDictionary<string, BoardView>> boards, DateTimeOffset at)
    {
        _stale = new StaleCommits(await log.MembersAsync());
        var told = new Queue<Happening>(histories.Told.OrderBy(happening => happening.At));
        await PlayAsync(log, upTo, told);
        while (told.TryDequeue(out var rest))
        {
            See(rest);
        }

        Recovery.Reach(at, _watch.Truth.Requests);
        Recovery.Finish(histories.Requests, incidents);
        _watch.Still(new Stillness(at, boards[0]));
        foreach (var others in boards.Skip(1))
        {
            _otherBoards.Still(new Stillness(at, others), _watch.Truth);
        }
    }

    /// <summary>I8: reads the chains until they hold every draft and nothing was committed meanwhile, or until patience ends.</summary>
    public async Task ReadRecordAsync(CommitLog log, Chains chains)
    {
        for (var end = DateTimeOffset.UtcNow + RecordFollows; ;)
        {
            var last = await log.LastAsync();
            await PlayAsync(log, last, []);
            await chains.ReadAsync();
            if ((_watch.Record.Missing(chains.All) == 0 && await log.LastAsync() == last) || DateTimeOffset.UtcNow > end)
            {
                break;
            }

            await Task.Delay(TimeSpan.FromSeconds(1));
        }

        Entries = chains.All.Sum(chain => chain.Length);
        _watch.Record.Read(DateTimeOffset.UtcNow, chains.All, await chains.FaultAsync(), _watch.Truth);
    }

    private async Task PlayAsync(CommitLog log, long upTo, Queue<Happening> told)
    {
        await foreach (var commit in log.CommitsAsync(_reached, upTo))
        {
            while (told.TryPeek(out var next) && next.At <= commit.At)
            {
                See(told.Dequeue());
            }

            Commits++;
            _stale!.See(commit);
            if (_reader.Drafts(commit) is { IsEmpty: false } drafts)
            {
                _watch.Record.Committed($"{commit.Kind}/{commit.Key}", drafts);
            }

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

        _reached = upTo;
    }

    private void See(Happening happening)
    {
        _told.See(happening, _watch.Truth);
        _watch.See(happening);
    }
}
