using Dispatch.Domain.Matching;

namespace Dispatch.Domain.Responders;

/// <summary>What must hold of every responder that is ever committed.</summary>
public static class ResponderInvariants
{
    /// <summary>I2: reservations and assignments for one time together never exceed the capacity; those that a raise moved to now are not counted.</summary>
    /// <exception cref="InvalidOperationException">A rule of this house is broken; nothing may be committed.</exception>
    public static Responder Assert(Responder next)
    {
        var peak = Room.Peak(next.Agreed().AsSpan());
        if (peak > next.Profile.Capacity)
        {
            throw new InvalidOperationException(
                $"Responder '{next.Profile.Id}' would hold {peak} at one time with a capacity of {next.Profile.Capacity} (I2).");
        }

        return next;
    }
}
