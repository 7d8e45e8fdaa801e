using System.Collections.Immutable;
using Dispatch.Contracts;
using Dispatch.Contracts.Responders;
using Dispatch.Domain.Matching;

namespace Dispatch.Domain.Responders;

/// <summary>Who a responder is, whether it can be asked, and which indexes must know.</summary>
public static class DutyRules
{
    /// <summary>The responder with this profile; itself when nothing changed.</summary>
    public static Responder Enrol(Responder? held, ResponderProfile profile)
    {
        if (held is null)
        {
            return Enter(new Responder(profile, null, [], [], [], [], 0, null, null, 0, null, 0, 0, 0, 0, 0, null, []));
        }

        return ProfileCheck.Same(held.Profile, profile) ? held : Enter(held with { Profile = profile });
    }

    /// <summary>On duty by hand, or off. Repeated on duty it moves the position and keeps the start.</summary>
    public static Responder SetDuty(Responder held, SetDuty command, DateTimeOffset now)
    {
        Duty? duty = command.OnDuty
            ? new Duty(
                held.ByHand?.Since ?? now,
                Coarse(command.Location ?? held.ByHand?.Position ?? held.Profile.Home),
                command.TravelMode ?? held.ByHand?.TravelMode ?? held.Profile.TravelMode)
            : null;
        return duty == held.ByHand ? held : Enter(held with { ByHand = duty });
    }

    /// <summary>The zones that should hold the card now.</summary>
    public static ImmutableArray<string> ZonesNow(Responder held)
    {
        if (!held.Reachable)
        {
            return [];
        }

        IEnumerable<string> keys = Zones.KeysFor(held.Card().Position);
        return [.. held.Profile.RemoteToo ? keys.Append(Zones.RemoteKey(held.Profile.StationId)) : keys];
    }

    /// <summary>The responder once every zone left behind has let go of its card.</summary>
    public static Responder Tidy(Responder held)
    {
        var now = ZonesNow(held);
        return held.Zones.All(now.Contains) ? held : held with { Zones = now };
    }

    /// <summary>Rounds to a thousandth of a degree, about 100 m: a coarse place is enough to match by (G12).</summary>
    public static GeoPoint Coarse(GeoPoint exact) => new(Math.Round(exact.Lat, 3), Math.Round(exact.Lon, 3));

    private static Responder Enter(Responder changed)
    {
        var next = changed with { Version = changed.Version + 1, Entered = changed.Version + 1 };
        return next with { Zones = [.. next.Zones.Union(ZonesNow(next)).Order(StringComparer.Ordinal)] };
    }
}
