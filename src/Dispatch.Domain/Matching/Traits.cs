using Dispatch.Contracts;
using Dispatch.Contracts.Responders;

namespace Dispatch.Domain.Matching;

/// <summary>The bits of a responder's key that mean the same in every index.</summary>
internal static class Traits
{
    public const ulong Volunteer = 1 << 0;
    public const ulong Counsellor = 1 << 1;
    public const ulong Crisis = 1 << 2;

    /// <summary>Trained, or a counsellor, of whom no training is asked.</summary>
    public const ulong Trained = 1 << 3;
    public const ulong RemoteToo = 1 << 4;
    public const ulong Female = 1 << 5;
    public const ulong Male = 1 << 6;

    /// <summary>May have room for a task within the next 2 h.</summary>
    public const ulong Free = 1 << 7;
    public const ulong OnDuty = 1 << 8;

    /// <summary>The bits say everything about this responder; of others, the gates are asked about the card itself.</summary>
    public const ulong Plain = 1 << 9;

    /// <summary>On duty without a calendar: can be asked for a later day, too.</summary>
    public const ulong OnCall = 1 << 10;

    /// <summary>The first bit that an index may give to a skill, a language or a station of its own.</summary>
    public const int FirstInterned = 11;

    public static ulong Of(ResponderCard card)
    {
        var profile = card.Profile;
        var isCounsellor = profile.Kind == ResponderKind.Counsellor;
        return (isCounsellor ? Counsellor | Trained : Volunteer)
            | (isCounsellor && profile.CrisisQualified ? Crisis : 0)
            | (profile.Trained ? Trained : 0)
            | (profile.RemoteToo ? RemoteToo : 0)
            | Of(profile.Gender)
            | (Room.MayTakeSoon(card) ? Free : 0)
            | (card.OnDutySince is not null ? OnDuty : 0)
            | (card.OnDutySince is not null && !Calendars.HasHours(profile.Calendar) ? OnCall : 0)
            | (IsPlain(card) ? Plain : 0);
    }

    public static ulong Of(Gender gender) => gender switch
    {
        Gender.Female => Female,
        Gender.Male => Male,
        _ => 0,
    };

    private static bool IsPlain(ResponderCard card)
    {
        var profile = card.Profile;
        var hasRules = card.Load >= profile.Capacity || profile.Quiet is not null || profile.AlertsPerWeek > 0 || card.CoolUntil is not null || card.CaseWeight > 0
            || profile.LicensedUntil is not null || !profile.Conflicts.IsDefaultOrEmpty
            || !profile.Calendar.Exceptions.IsDefaultOrEmpty || !profile.Calendar.Away.IsDefaultOrEmpty;
        return !hasRules && AreLasting(profile.Skills.AsSpan());
    }

    private static bool AreLasting(ReadOnlySpan<HeldSkill> skills)
    {
        foreach (var skill in skills)
        {
            if (skill.ValidUntil is not null || skill.Level is < 1 or > Features.Levels)
            {
                return false;
            }
        }

        return true;
    }
}
