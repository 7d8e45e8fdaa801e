namespace Dispatch.Domain;

/// <summary>A promise of docs/protocol.md that must hold at every commit. A breach is a bug: the commit does not happen.</summary>
public static class Invariant
{
    /// <summary>Throws when the promise does not hold.</summary>
    public static void Holds(bool condition, string promise)
    {
        if (!condition)
        {
            throw new InvariantBrokenException(promise);
        }
    }
}

/// <summary>A promise was about to be broken; the message names it and the id it concerns.</summary>
public sealed class InvariantBrokenException(string promise) : Exception(promise);
