using System.Net;
using Dispatch.Domain.Access;
using Dispatch.Web.Live;
using Dispatch.Web.Tests.Hosting;
using Microsoft.AspNetCore.SignalR;
using Shouldly;

namespace Dispatch.Web.Tests.Access;

/// <summary>Each row of the table, for each role, at the own station and at another: what is refused changes nothing.</summary>
[Collection(TwoStationsCollection.Name)]
public class AccessMatrixTests(TwoStations stations)
{
    private static readonly string[] AccessCodes = ["session.required", "access.denied", "access.station"];

    /// <summary>What a row is about when its paths name no station and no request: the caller's own.</summary>
    private static readonly HashSet<string> OfOneself =
        [AccessTable.SignOut.Name, AccessTable.OwnAccount.Name, AccessTable.ReadMe.Name, AccessTable.SetDuty.Name, AccessTable.Consent.Name,
        AccessTable.ReadDesk.Name, AccessTable.ReadPages.Name, AccessTable.OwnCalendar.Name, AccessTable.RunDrill.Name];

    public static TheoryData<string, Role, string> Rows()
    {
        var rows = new TheoryData<string, Role, string>();
        foreach (var rule in AccessTable.All)
        {
            foreach (var role in Enum.GetValues<Role>())
            {
                rows.Add(rule.Name, role, TwoStations.Own);
                rows.Add(rule.Name, role, TwoStations.Agreed);
            }
        }

        return rows;
    }

    /// <summary>Lists of the caller's own station, whichever that is; each line of them is judged.</summary>
    private static readonly HashSet<string> OwnLists = [
        "/api/notices", "/api/agreements", "/api/triage", "/api/follow-ups", "/api/colleagues", "/api/duty/alerts", "/api/care/notices",
        "/api/care/notices/{caseId}/{number:long}/seen", "/api/side-files", "/api/side-files/{id}", "/api/side-files/{id}/support", "/api/side-files/{id}/settle",
    ];

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task Row_ForARoleAtAStation_IsAllowedOrRefusedAsItSays(string row, Role role, string station)
    {
        var rule = AccessTable.Find(row);
        foreach (var route in Routes.Of(stations.Product).Where(it => it.Rule == rule && it.Path.StartsWith("/api", StringComparison.Ordinal)))
        {
            var (id, code) = await (OfAnEmergency(rule) ? stations.CryAsync(station) : stations.AskAsync(station));
            var before = await stations.DeedsAsync(id);

            var answer = await CallAsync(route, role, station, id, code);

            Check(rule, role, OwnLists.Contains(route.Path) ? TwoStations.Own : station, answer.Status, answer.Code, $"{route.Name} for {role} at {station}");
            if (answer.Code is { } refused && (AccessCodes.Contains(refused) || refused == "request.unknown"))
            {
                (await stations.DeedsAsync(id)).ShouldBe(before, route.Name);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task Row_OverTheHub_IsAllowedOrRefusedAsItSays(string row, Role role, string station)
    {
        var rule = AccessTable.Find(row);
        foreach (var method in Routes.HubMethods.Where(it => ((NeedsAttribute)it.GetCustomAttributes(typeof(NeedsAttribute), false).Single()).Rule == rule))
        {
            await using var live = await LiveClient.ConnectAsync(stations[role]);
            string? code = null;
            try
            {
                var about = OfAnEmergency(rule) ? (await stations.CryAsync(station)).Id : station;
                await live.CallAsync(method.Name, method.GetParameters().Length == 0 ? [] : [about]);
            }
            catch (HubException refused)
            {
                code = refused.Message;
            }

            // Leaving what one never followed is nothing; the station is judged where one comes in.
            var judged = method.Name == nameof(LiveHub.Unwatch) ? TwoStations.Own : station;
            Check(rule, role, judged, HttpStatusCode.OK, code, $"{method.Name} for {role} at {station}");
        }
    }

    private static void Check(AccessRule rule, Role role, string station, HttpStatusCode status, string? code, string what)
    {
        if (Expected(rule, role, station) is { } refusals)
        {
            refusals.ShouldContain(code ?? status.ToString(), what);
        }
        else if (rule != AccessTable.SecondStep || code != "session.required")
        {
            // The second step asks everybody alike for the first one.
            AccessCodes.ShouldNotContain(code ?? "", what);
        }
    }

    /// <summary>What the table says, read anew and not by the product's own judge: null when allowed, else the codes that refuse it.</summary>
    private static string[]? Expected(AccessRule rule, Role role, string station) => rule.Of(role) switch
    {
        Reach.All => null,
        Reach.None => [role == Role.Resident ? "session.required" : "access.denied"],

        // Whoever is crisis-qualified may be called to it from either station; who is not learns of none.
        Reach.Own when OfAnEmergency(rule) => null,
        Reach.Own when OfOneself.Contains(rule.Name) => null,

        // A counsellor takes and raises what waits at the own station; of a case in other hands nothing is told.
        Reach.Own when rule.Name.StartsWith("case.", StringComparison.Ordinal) => station == TwoStations.Own ? ["case.unknown", "case.state", "NoContent", "OK"] : ["case.unknown"],
        Reach.Own => ["request.unknown", "assignment.unknown", "offer.unknown", "OK"],
        Reach.Station when station == TwoStations.Own => null,

        // A counsellor who is lent has places in the other's roster too.
        Reach.Station when role == Role.Counsellor && rule.Name.StartsWith("roster.", StringComparison.Ordinal) => null,
        Reach.Agreed => null,
        _ => [role == Role.Counsellor ? "request.unknown" : "access.station"],
    };

    private static bool OfAnEmergency(AccessRule rule) => rule.Name.StartsWith("emergency.", StringComparison.Ordinal);

    private async Task<Answer> CallAsync(Route route, Role role, string station, string id, string code)
    {
        var path = route.Path
            .Replace("{stationId}", station, StringComparison.Ordinal)
            .Replace("{with}", station == TwoStations.Own ? TwoStations.Agreed : TwoStations.Own, StringComparison.Ordinal)
            .Replace("{account}", "nobody.at.all", StringComparison.Ordinal)
            .Replace("{code}", code, StringComparison.Ordinal)
            .Replace("{id}", route.Path.StartsWith("/api/incidents", StringComparison.Ordinal) ? station + ".1" : id, StringComparison.Ordinal)
            .Replace("{requestId}", id, StringComparison.Ordinal)
            .Replace("{unitId}", "police-post", StringComparison.Ordinal)
            .Replace("{caseId}", id, StringComparison.Ordinal)
            .Replace("{number:long}", "1", StringComparison.Ordinal)
            .Replace("{number:int}", "1", StringComparison.Ordinal);

        // Ending a session ends it for the tests that follow as well, so it is one of its own.
        using var once = route.Rule == AccessTable.SignOut ? await stations.Product.VisitAsync(TwoStations.People[role]) : null;
        var visitor = once ?? stations[role];
        var body = new { to = "Serious", reason = "说明理由，写得足够长", answer = "decline", step = "onSite", onDuty = false, responderId = "nobody" };
        return route.Method switch
        {
            "GET" => await visitor.GetAsync(path, Visitor.Bearing(code)),
            "DELETE" => await visitor.DeleteAsync(path),
            "PUT" => await visitor.PutAsync(path, body),
            _ => await visitor.PostAsync(path, body, Visitor.Bearing(code)),
        };
    }
}
