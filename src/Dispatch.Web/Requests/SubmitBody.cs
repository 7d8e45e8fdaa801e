using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Dispatch.Contracts.Care;
using Dispatch.Contracts.Requests;
using Dispatch.Web.Hosting;

namespace Dispatch.Web.Requests;

/// <summary>A place in degrees on WGS-84.</summary>
public sealed record PlaceBody(double? Lat, double? Lon);

/// <summary>What a resident, or staff on a resident's behalf, sends. Only a service and a place (location or area) are required.</summary>
/// <param name="Service">Code of the service.</param>
/// <param name="Description">In plain words, up to 2,000 characters.</param>
/// <param name="Skills">Skills beyond the service's own, each <c>code</c>, <c>code:level</c> or {code, level}, level 1..3.</param>
/// <param name="Languages">BCP 47 codes.</param>
/// <param name="Location">Where.</param>
/// <param name="Area">Code of the area, when the place is not known more exactly.</param>
/// <param name="Address">Shown to those who accept only.</param>
/// <param name="StartsAt">Default: now.</param>
/// <param name="Minutes">How long it takes; default: as usual for the service.</param>
/// <param name="Gender">A wish about the helper.</param>
/// <param name="StationId">For remote requests.</param>
/// <param name="Remote">Default: as usual for the service.</param>
/// <param name="RespondersNeeded">Default: 1.</param>
/// <param name="Alias">What to call the resident.</param>
/// <param name="Contact">How to reach the resident.</param>
/// <param name="Channel">How it came in; default: Web, from staff Phone.</param>
/// <param name="RiskCue">The resident, or who takes the call, sees danger.</param>
/// <param name="Populations">From staff alone: populations that the person belongs to. Sealed; nobody reads it but the care team and the head.</param>
/// <param name="Conflicts">From staff alone: accounts of counsellors with a conflict of interest, at most 20.</param>
/// <param name="AgeBand">Age band of the person in need, such as <c>70-79</c>. Left out of what is compared when not given, as before it could be.</param>
public sealed record SubmitBody(
    string? Service = null,
    string? Description = null,
    SkillBody[]? Skills = null,
    string[]? Languages = null,
    PlaceBody? Location = null,
    string? Area = null,
    string? Address = null,
    DateTimeOffset? StartsAt = null,
    int? Minutes = null,
    Gender? Gender = null,
    string? StationId = null,
    bool? Remote = null,
    int? RespondersNeeded = null,
    string? Alias = null,
    string? Contact = null,
    Channel? Channel = null,
    bool? RiskCue = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? AgeBand = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Population[]? Populations = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string[]? Conflicts = null)
{
    /// <summary>A digest of what was understood, so that blanks and the order of fields do not make a repetition another request.</summary>
    internal string Digest() => Once.Digest(JsonSerializer.Serialize(this, Json.Options));

    /// <summary>What it asks of its counsellors; null: nothing is named.</summary>
    internal CareDemand? Demand() =>
        Populations is null && Conflicts is null ? null : new CareDemand([.. Populations ?? []], [.. (Conflicts ?? []).Select(account => account ?? "")], 0);

    /// <summary>The draft, or what in its shape cannot be understood. Its contents are judged by the request itself.</summary>
    internal Reply<RequestDraft> Draft(Channel unstated)
    {
        if (Location is not null && !(Location is { Lat: { } lat, Lon: { } lon } && double.IsFinite(lat) && double.IsFinite(lon)))
        {
            return new Refusal(RefusalCode.PlaceInvalid, "A location needs both lat and lon, as numbers.");
        }

        var skills = ImmutableArray.CreateBuilder<SkillLevel>();
        foreach (var skill in Skills ?? [])
        {
            if (skill is not { Code.Length: > 0, Level: >= 1 and <= 3 })
            {
                return new Refusal(RefusalCode.SkillUnknown, "A skill is written code or code:level, with a level of 1 to 3.");
            }

            skills.Add(new SkillLevel(skill.Code, skill.Level));
        }

        return new RequestDraft(
            Service ?? "", NullIfEmpty(Description), skills.ToImmutable(), Languages is null ? [] : [.. Languages.Select(language => language ?? "")],
            Location is null ? null : new GeoPoint(Location.Lat!.Value, Location.Lon!.Value), NullIfEmpty(Area), NullIfEmpty(Address), StartsAt, Minutes,
            Gender ?? Contracts.Gender.Any, NullIfEmpty(StationId), Remote, RespondersNeeded, NullIfEmpty(Alias), NullIfEmpty(Contact),
            Channel ?? unstated, RiskCue ?? false, NullIfEmpty(AgeBand));
    }

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
