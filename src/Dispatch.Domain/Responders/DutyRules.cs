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
                command.TravelMode ?? held.ByHand?.TravelMode ?? held.Profile.TravelMode,
                PlacedAt(held.ByHand, command.Location, now))
            : null;
        var allowed = command is { OnDuty: true, Location: not null } ? true : held.PositionAllowed;
        return duty == held.ByHand && allowed == held.PositionAllowed ? held : Enter(held with { ByHand = duty, PositionAllowed = allowed });
    }

    /// <summary>The responder who allows the position, or no longer: then the running duty is counted from home.</summary>
    public static Responder Allow(Responder held, bool given) =>
        given || ToldAt(held) is null
            ? held with { PositionAllowed = given, Version = held.Version + 1 }
            : Enter(held with { PositionAllowed = given, ByHand = AtHome(held, held.ByHand!) });

    /// <summary>The responder without a position that was told before the cutoff; itself when there is none (G12: 24 h after the duty at the latest).</summary>
    public static Responder Forget(Responder held, DateTimeOffset cutoff) =>
        ToldAt(held) is { } told && told <= cutoff ? Enter(held with { ByHand = AtHome(held, held.ByHand!) }) : held;

    /// <summary>
    /// When the position of the running duty was told; null: the home counts. A duty of an older row says no time: one that is elsewhere counts from its start.
    /// </summary>
    public static DateTimeOffset? ToldAt(Responder held) => held.ByHand is not { } duty ? null
        : duty.PlacedAt ?? (Coarse(duty.Position) == Coarse(held.Profile.Home) ? null : duty.Since);

    /// <summary>The responder without personal data, in no index; refused while an offer or a task is in hand.</summary>
    public static Decision<Responder> Erase(Responder held, DateTimeOffset now)
    {
        if (held.ErasedAt is not null)
        {
            return held;
        }

        if (held.Load > 0)
        {
            return new Refusal(RefusalCode.PrivacyObligation, $"Responder '{held.Profile.Id}' has {held.Load} offers and tasks in hand: they must be over first.");
        }

        var bare = held.Profile with
        {
            Name = "",
            Skills = [],
            Languages = [],
            Gender = Gender.Any,
            Trained = false,
            LicensedUntil = null,
            CrisisQualified = false,
            Home = default,
            Team = null,
            Calendar = Availability.None,
            Quiet = null,
            Conflicts = [],
            Competences = [],
            CompetenceTerms = [],
        };
        return Enter(held with { Profile = bare, ByHand = null, Ended = [], Past = [], Qualifications = [], PositionAllowed = false, ErasedAt = now });
    }

    /// <summary>The zones that should hold the card now.</summary>
    public static ImmutableArray<string> ZonesNow(Responder held)
    {
        if (!held.Reachable)
        {
            return [];
        }

        IEnumerable<string> keys = Zones.KeysFor(held.Whereabouts());
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

    /// <summary>The hour keeps a phone that repeats the same place from making a commit each time.</summary>
    private static DateTimeOffset? PlacedAt(Duty? known, GeoPoint? told, DateTimeOffset now) =>
        told is not { } place ? known?.PlacedAt
        : known is { PlacedAt: { } before } && known.Position == Coarse(place) && now - before < TimeSpan.FromHours(1) ? before
        : now;

    private static Duty AtHome(Responder held, Duty duty) => duty with { Position = Coarse(held.Profile.Home), PlacedAt = null };

    private static Responder Enter(Responder changed)
    {
        var next = changed with { Version = changed.Version + 1, Entered = changed.Version + 1 };
        return next with { Zones = [.. next.Zones.Union(ZonesNow(next)).Order(StringComparer.Ordinal)] };
    }
}
