using Dispatch.Contracts.Accounts;
using Dispatch.Contracts.Responders;
using Dispatch.Web.Responders;
using Dispatch.Web.Stations;

namespace Dispatch.Web.Accounts;

/// <summary>
/// Enters whoever opens an account as a volunteer or counsellor among the responders of the station, with nothing that nobody has vouched for.
/// </summary>
internal sealed class FirstSteps(IGrainFactory grains, StationList stations, TimeProvider clock)
{
    private const int Capacity = 1;
    private const string Language = "zh";

    /// <summary>Before the link is used up, so that an account that is open always has its place. Nothing when there is one already.</summary>
    public async Task TakeAsync(LinkFacts link)
    {
        var (account, role) = (link.Account, link.Account.Role);
        if (!link.Opens || !Access.ResponderRoles.Contains(role) || await stations.FindAsync(account.StationId ?? "") is not { } station)
        {
            return;
        }

        var self = new Actor(account.Name, role, account.StationId);
        var responder = grains.Responder(self);
        if (await responder.GetAsync() is null)
        {
            // A counsellor's licence is over until somebody has seen it.
            var profile = new ResponderProfile(
                account.Name, role == Role.Counsellor ? ResponderKind.Counsellor : ResponderKind.Volunteer, station.Id, account.DisplayName, [], [Language],
                Gender.Any, Trained: false, role == Role.Counsellor ? clock.GetUtcNow() : null, CrisisQualified: false, station.Centre, TravelMode.Walk,
                RemoteToo: false, Capacity, Team: null, Availability.None, Quiet: null, AlertsPerWeek: 0, station.TimeZone, Conflicts: []);
            await responder.EnrolAsync(profile, self);
        }
    }
}
