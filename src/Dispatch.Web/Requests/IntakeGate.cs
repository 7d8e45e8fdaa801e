using Dispatch.Contracts.Requests;
using Dispatch.Domain.Catalogue;
using Dispatch.Domain.Requests;
using Dispatch.Domain.Triage;
using Dispatch.Web.Hosting;
using Dispatch.Web.Stations;
using Microsoft.Extensions.Options;

namespace Dispatch.Web.Requests;

/// <summary>Lets requests of strangers in by their fair share, before an actor wakes for them. What is wrong with a request the request itself tells.</summary>
internal sealed class IntakeGate(
    FairShare share, StationList stations, ServiceCatalogue catalogue, CueList cues, IOptions<DispatchOptions> options)
{
    /// <summary>Null when the request may be raised, else why not now.</summary>
    public async ValueTask<Refusal?> JudgeAsync(HttpContext context, RequestDraft draft)
    {
        if (!options.Value.RateLimits.Enabled || catalogue.Find(draft.Service) is not { } service || TextRules.Check(draft) is not null)
        {
            return null;
        }

        var place = PlaceRules.Find(draft, draft.Remote ?? service.Remote, await stations.AllAsync());
        if (place.Value is not { } found)
        {
            return null;
        }

        var danger = TriageRules.Assess(service, draft.RiskCue, cues.FindAny([draft.Description, draft.Alias, draft.Contact, draft.Address]));
        return share.TryTake(RateLimits.Client(context), found.Station.Id, danger.Level == RiskLevel.HighRisk)
            ? null
            : new Refusal(RefusalCode.LimitRate, "This client has raised its share of requests at the station for now.");
    }
}
