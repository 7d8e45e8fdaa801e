using Dispatch.Contracts.Emergencies;
using Dispatch.Contracts.Privacy;

namespace Dispatch.Domain.Emergencies;

/// <summary>What is left of an emergency once it is over, and for how long.</summary>
public static class EndingRules
{
    /// <summary>Words of persons go with those of the request; who did what goes with what is left of the service. Itself when nothing is left to delete.</summary>
    public static Emergency Erase(Emergency held, Retention what, DateTimeOffset now)
    {
        if (held.ErasedAt is not null)
        {
            return held;
        }

        held = Wordless(held);
        return what != Retention.Service
            ? held
            : held with
            {
                // Phones that were not reached yet are told by account that it is over; then these go as well.
                Leaving = held.PhonesFree ? [] : [.. held.Leaving.Concat(held.People.Select(each => each.Account)).Distinct()],
                OutcomeKnown = true,
                ErasedAt = now,
                Area = null,
                Lead = "",
                Head = "",
                People = [],
                Units = [],
                Alarms = [],
                Events = [],
                Wider = [],
                Barred = [],
                End = held.End! with { By = "" },
            };
    }

    /// <summary>Without the words of persons. Itself when there are none.</summary>
    internal static Emergency Wordless(Emergency held)
    {
        held = held.End is { Reason.Length: > 0 } end ? held with { End = end with { Reason = "" } } : held;
        return held.People.All(each => each.Said is not { Reason.Length: > 0 })
            ? held
            : held with { People = [.. held.People.Select(each => each with { Said = each.Said is { } said ? said with { Reason = "" } : null })] };
    }

    /// <summary>Phones that have heard that it is over need no further word. Itself when there are none.</summary>
    public static Emergency Free(Emergency held, Func<string, bool> isFree)
    {
        if (held is { IsOver: true, PhonesFree: false } && held.People.Select(each => each.Account).Concat(held.Leaving).All(isFree))
        {
            return held with { PhonesFree = true, Leaving = [] };
        }

        var left = held.Leaving.RemoveAll(account => held.Find(account) is not null || isFree(account));
        return left.Length == held.Leaving.Length ? held : held with { Leaving = left };
    }
}
