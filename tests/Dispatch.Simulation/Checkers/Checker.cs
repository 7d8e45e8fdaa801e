using Dispatch.Contracts.Boards;
using Dispatch.Simulation.History;

namespace Dispatch.Simulation.Checkers;

/// <summary>A promise that was broken, and when.</summary>
internal sealed record Violation(DateTimeOffset At, string Promise, string Detail);

/// <summary>A moment at which nothing moves any more: two seconds after the last commit, with the boards as they are then.</summary>
internal sealed record Stillness(DateTimeOffset At, IReadOnlyDictionary<string, BoardView> Boards);

/// <summary>Watches one promise of docs/protocol.md over a history. Pure: it knows the history and nothing else.</summary>
internal abstract class Checker
{
    private readonly List<Violation> found = [];

    public IReadOnlyList<Violation> Found => found;

    /// <summary>The promise's name.</summary>
    protected abstract string Promise { get; }

    /// <summary>Looks at something that happens, with the truth as it was just before.</summary>
    public virtual void See(Happening happening, Truth before)
    {
    }

    /// <summary>Looks at the whole once nothing moves.</summary>
    public virtual void Still(Stillness still, Truth truth)
    {
    }

    protected void Holds(bool condition, DateTimeOffset at, Func<string> otherwise)
    {
        if (!condition)
        {
            found.Add(new Violation(at, Promise, otherwise()));
        }
    }
}
