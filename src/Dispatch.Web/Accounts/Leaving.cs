using Dispatch.Contracts.Care;
using Dispatch.Contracts.Responders;
using Dispatch.Web.Cases;
using Dispatch.Web.Responders;

namespace Dispatch.Web.Accounts;

/// <summary>What counts on a volunteer or counsellor who leaves: the offers that would still come, the shifts, emergencies and cases that name them.</summary>
/// <remarks>
/// The licence ends in the own record, durably; watch, duty roster and running emergencies hear of that from there. Cases look within the hour by
/// themselves, and at once by this word. All of it may be done again.
/// </remarks>
internal static class Leaving
{
    /// <summary>Takes whoever it was off duty; one whose account is closed or has another role out of the hours of the week as well, and licence and competences end.</summary>
    public static async Task EndAsync(Actor whose, Actor by, bool isOver, IGrainFactory grains, DateTimeOffset now)
    {
        var responder = grains.Responder(whose);
        if (await responder.GetAsync() is { OnDuty: true })
        {
            await responder.SetDutyAsync(new SetDuty(false, null, null));
        }

        if (isOver && await responder.ExportAsync() is { Profile: var profile } && !IsEnded(profile, now))
        {
            await responder.EnrolAsync(Ended(profile, now), by);
        }

        await TellCasesAsync(whose, grains);
    }

    /// <summary>Cases that name the counsellor as owner or deputy look who is there.</summary>
    public static async Task TellCasesAsync(Actor whose, IGrainFactory grains)
    {
        if (whose.Role == Role.Counsellor)
        {
            foreach (var row in (await DeskApi.RowsAsync(whose, grains)).Where(row => row.Owner == whose.Account || row.Deputy == whose.Account))
            {
                await grains.GetGrain<ICaseGrain>(row.CaseId).PeopleChangedAsync();
            }
        }
    }

    private static bool IsEnded(ResponderProfile profile, DateTimeOffset now) =>
        profile is { CrisisQualified: false, Competences.IsEmpty: true, Calendar: { Weekly.IsEmpty: true, Exceptions.IsEmpty: true } }
        && (profile.Kind != ResponderKind.Counsellor || profile.LicensedUntil <= now);

    private static ResponderProfile Ended(ResponderProfile profile, DateTimeOffset now) => profile with
    {
        Calendar = Availability.None,
        LicensedUntil = profile.Kind == ResponderKind.Counsellor && !(profile.LicensedUntil <= now) ? now : profile.LicensedUntil,
        CrisisQualified = false,
        Competences = [],
        CompetenceTerms = [],
    };
}
