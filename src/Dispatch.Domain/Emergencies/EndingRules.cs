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

        var end = held.End! with { Reason = "" };
        return what != Retention.Service
            ? held.End == end ? held : held with { End = end }
            : held with
            {
                ErasedAt = now,
                Area = null,
                Lead = "",
                Head = "",
                People = [],
                Units = [],
                Alarms = [],
                Events = [],
                Wider = [],
                End = end with { By = "" },
                PhonesFree = true,
            };
    }
}
