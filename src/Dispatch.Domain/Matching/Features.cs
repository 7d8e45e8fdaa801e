using Dispatch.Contracts.Matching;
using Dispatch.Contracts.Responders;

namespace Dispatch.Domain.Matching;

/// <summary>Gives the skills, languages and stations that occur in one index a bit each.</summary>
/// <remarks>
/// When all bits are given away, further features share bits with earlier ones. A shared bit may let somebody through who lacks the feature,
/// never hold back one who has it; a query that needs one therefore also asks the gates.
/// </remarks>
internal sealed class Features
{
    /// <summary>Skill levels run from 1 to this; each has a bit that says "at least".</summary>
    public const int Levels = 3;

    private readonly Dictionary<string, ulong[]> skills = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ulong> languages = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ulong> stations = new(StringComparer.Ordinal);
    private int given;
    private ulong shared;
    private string? zoneName;

    /// <summary>The time zone in which week masks are read: that of the first card.</summary>
    public TimeZoneInfo Zone { get; private set; } = TimeZoneInfo.Utc;

    /// <summary>The key and the week of a card, interning what is new.</summary>
    public (ulong Key, WeekMask Week) Read(ResponderCard card)
    {
        var profile = card.Profile;
        if (zoneName is null)
        {
            (zoneName, Zone) = (profile.TimeZone, Calendars.ZoneOf(profile.TimeZone));
        }

        var key = Traits.Of(card) | Intern(stations, profile.StationId);
        foreach (var language in profile.Languages.AsSpan())
        {
            key |= Intern(languages, language);
        }

        foreach (var skill in profile.Skills.AsSpan())
        {
            key |= Intern(skill);
        }

        var (week, isExact) = profile.TimeZone == zoneName ? WeekMask.Of(profile.Calendar) : (WeekMask.All, false);
        return (isExact ? key : key & ~Traits.Plain, week with { Third = week.Third | Leaning.Of(card) });
    }

    /// <summary>The bits that all must be set and the bits of which one must be; false when nobody here can have them.</summary>
    public bool TryNeed(MatchQuery query, out ulong all, out ulong any, out bool isExact)
    {
        (all, any, isExact) = (Traits.Of(query.Gender), 0, query.Populations.IsDefaultOrEmpty);
        foreach (var station in query.Stations.AsSpan())
        {
            any |= stations.GetValueOrDefault(station);
        }

        foreach (var language in query.Languages.AsSpan())
        {
            if (!languages.TryGetValue(language, out var bit))
            {
                return false;
            }

            all |= bit;
        }

        foreach (var skill in query.Skills.AsSpan())
        {
            var bit = skills.TryGetValue(skill.Code, out var levels) ? levels[Math.Clamp(skill.Level, 1, Levels) - 1] : 0;
            if (bit == 0)
            {
                return false;
            }

            all |= bit;
            isExact &= skill.Level is >= 1 and <= Levels;
        }

        isExact &= ((all | any) & shared) == 0;
        return any != 0;
    }

    /// <summary>The bit of a station, 0 when nobody here is of it, and whether nothing else has that bit.</summary>
    public (ulong Bit, bool IsOwn) BitOf(string? station)
    {
        var bit = station is null ? 0 : stations.GetValueOrDefault(station);
        return (bit, (bit & shared) == 0);
    }

    private ulong Intern(Dictionary<string, ulong> bits, string code)
    {
        if (!bits.TryGetValue(code, out var bit))
        {
            bits.Add(code, bit = NextBit());
        }

        return bit;
    }

    private ulong Intern(HeldSkill skill)
    {
        if (!skills.TryGetValue(skill.Code, out var levels))
        {
            skills.Add(skill.Code, levels = new ulong[Levels]);
        }

        var bits = 0UL;
        for (var level = 0; level < Math.Clamp(skill.Level, 1, Levels); level++)
        {
            bits |= levels[level] == 0 ? levels[level] = NextBit() : levels[level];
        }

        return bits;
    }

    private ulong NextBit()
    {
        const int own = 64 - Traits.FirstInterned;
        var bit = 1UL << (Traits.FirstInterned + given % own);
        shared |= given++ >= own ? bit : 0;
        return bit;
    }
}
