using Dispatch.Contracts.Responders;

namespace Dispatch.Domain.Responders;

/// <summary>The rest after an emergency: mandatory, longer for whoever has gathered much within days; the gate <c>cool-down</c> holds it.</summary>
public static class RestRules
{
    /// <summary>Emergencies remembered; the record keeps all.</summary>
    private const int Most = 50;

    /// <summary>Enters the points of an emergency and sets the rest; known already: nothing.</summary>
    public static Responder Take(Responder held, Rest rest)
    {
        if (held.Exposures.Any(each => each.EmergencyId == rest.EmergencyId && each.At == rest.At))
        {
            return held;
        }

        var exposures = held.Exposures.Add(new Exposure(rest.EmergencyId, rest.At, rest.Points));
        exposures = exposures.Length > Most ? exposures.RemoveAt(0) : exposures;
        var isHeavy = exposures.Where(each => each.At >= rest.HeavySince).Sum(each => each.Points) >= rest.HeavyPoints;
        var until = isHeavy ? rest.HeavyUntil : rest.Until;
        return held with { Exposures = exposures, CoolUntil = held.CoolUntil > until ? held.CoolUntil : until, Version = held.Version + 1 };
    }
}
