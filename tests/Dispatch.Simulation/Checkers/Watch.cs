using System.Collections.Immutable;
using Dispatch.Domain.Catalogue;
using Dispatch.Simulation.History;

namespace Dispatch.Simulation.Checkers;

/// <summary>All checkers over one history, with the truth they share.</summary>
internal sealed class Watch(ServiceCatalogue catalogue)
{
    private readonly OutboxChecker outboxes = new();

    private readonly ImmutableArray<Checker> checkers =
    [
        new StandingChecker(),
        new CapacityChecker(),
        new OwnedChecker(),
        new AnswerChecker(),
        new HighRiskChecker(),
        new CertificateChecker(catalogue),
        new BoardChecker(),
        new SetChecker(),
        new LeftoverChecker(),
        new DangerChecker(),
        new BlunderChecker(),
    ];

    /// <summary>Reads the service record, which is not part of the store's history.</summary>
    public RecordChecker Record { get; } = new();

    public Truth Truth { get; } = new();

    /// <summary>Everything found so far, in the order of the promises.</summary>
    public IEnumerable<Violation> Found => checkers.Append(outboxes).Append(Record).SelectMany(checker => checker.Found);

    public bool IsBroken => checkers.Any(checker => checker.Found.Count > 0) || outboxes.Found.Count > 0 || Record.Found.Count > 0;

    public void See(Happening happening)
    {
        foreach (var checker in checkers)
        {
            checker.See(happening, Truth);
        }

        outboxes.See(happening, Truth);
        Truth.Take(happening);
    }

    /// <summary>Nothing has moved for two seconds.</summary>
    public void Still(Stillness still)
    {
        foreach (var checker in checkers)
        {
            checker.Still(still, Truth);
        }
    }

    /// <summary>Nothing has moved since every open request was made to commit what it had heard.</summary>
    public void Drained(DateTimeOffset at) => outboxes.Still(new Stillness(at, new Dictionary<string, Contracts.Boards.BoardView>()), Truth);
}
