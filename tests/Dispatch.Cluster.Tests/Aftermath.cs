using System.Net.Http.Json;
using System.Text.Json;

namespace Dispatch.Cluster.Tests;

/// <summary>What must hold of everything that was acknowledged, asked of the product as the administrator sees it.</summary>
internal sealed class Aftermath(HttpClient staff, History history)
{
    private static readonly string[] Standing = ["Accepted", "EnRoute", "OnSite", "Completed"];
    private static readonly string[] Closed = ["Confirmed", "Cancelled", "Referred"];

    /// <summary>I1 and I4: every acknowledged answer stands, and no request has more of them than it asks for.</summary>
    public async Task AnswersStandAsync()
    {
        foreach (var (request, _, responder) in history.Accepts)
        {
            var view = await ViewAsync(request);
            var standing = AssignmentsOf(view).Where(it => Standing.Contains(it.State)).Select(it => it.Responder).ToList();
            Assert.Contains(responder, standing);
            Assert.True(standing.Count <= view.GetProperty("respondersNeeded").GetInt32(), $"I1: request {request} has {standing.Count} assignments.");
        }

        foreach (var (request, responder) in history.Completions)
        {
            Assert.Contains((responder, "Completed"), AssignmentsOf(await ViewAsync(request)));
        }
    }

    /// <summary>I2: nobody holds more than the own capacity, as the responder and as the requests count it.</summary>
    public async Task NobodyHoldsTooMuchAsync(IEnumerable<Phone> phones)
    {
        var active = new Dictionary<string, int>();
        foreach (var request in history.CodeOfRequest.Keys)
        {
            foreach (var (responder, _) in AssignmentsOf(await ViewAsync(request)).Where(it => it.State is "Accepted" or "EnRoute" or "OnSite"))
            {
                active[responder] = active.GetValueOrDefault(responder) + 1;
            }
        }

        foreach (var phone in phones)
        {
            var me = await phone.Http.GetFromJsonAsync<JsonElement>("/api/me");
            var capacity = me.GetProperty("capacity").GetInt32();
            var held = me.GetProperty("offers").GetArrayLength() + me.GetProperty("tasks").GetArrayLength();
            Assert.True(held <= capacity, $"I2: {phone.Responder} holds {held} of {capacity}.");
            Assert.True(active.GetValueOrDefault(phone.Responder) <= capacity, $"I2: requests count {active.GetValueOrDefault(phone.Responder)} with {phone.Responder}.");
        }
    }

    /// <summary>I5: nothing High-risk was ever offered to a volunteer or is with one, in either region, though counsellors were asked.</summary>
    public async Task HighRiskWentToCounsellorsOnlyAsync()
    {
        var kinds = new List<string>();
        foreach (var request in history.HighRisk)
        {
            var view = await ViewAsync(request);
            Assert.Equal("HighRisk", view.GetProperty("level").GetString());
            kinds.AddRange(view.GetProperty("offers").EnumerateArray().Concat(view.GetProperty("assignments").EnumerateArray())
                .Select(it => it.GetProperty("kind").GetString()!));
        }

        Assert.DoesNotContain("Volunteer", kinds);
        Assert.Contains("Counsellor", kinds);
        Assert.Equal(Region.All.Select(it => it.Station).Order(), history.HighRisk.Select(id => history.RegionOfRequest[id].Station).Distinct().Order());
    }

    /// <summary>I3 and I7: what is open stands on its station's board with an owner and a deadline, and every row agrees with its request.</summary>
    public async Task BoardsEqualTheTruthAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(500));
        var unproven = history.CodeOfRequest.Keys.ToHashSet();
        while (unproven.Count > 0)
        {
            Assert.True(await pace.WaitForNextTickAsync(patience.Token));
            var rows = await RowsAsync();
            foreach (var id in unproven.ToList())
            {
                if (await AgreesAsync(id, rows))
                {
                    unproven.Remove(id);
                }
            }
        }
    }

    private async Task<Dictionary<string, JsonElement>> RowsAsync()
    {
        var rows = new Dictionary<string, JsonElement>();
        foreach (var station in history.StationOfRequest.Values.Distinct())
        {
            foreach (var row in (await staff.GetFromJsonAsync<JsonElement>($"/api/boards/{station}")).GetProperty("rows").EnumerateArray())
            {
                Assert.False(string.IsNullOrEmpty(row.GetProperty("owner").GetString()));
                Assert.Equal(JsonValueKind.String, row.GetProperty("deadline").ValueKind);
                rows[row.GetProperty("id").GetString()!] = row;
            }
        }

        return rows;
    }

    /// <summary>Something due may have changed the request since the board was read; then it is compared again with the next reading.</summary>
    private async Task<bool> AgreesAsync(string id, Dictionary<string, JsonElement> rows)
    {
        var view = await ViewAsync(id);
        if (Closed.Contains(view.GetProperty("state").GetString()))
        {
            return !rows.ContainsKey(id);
        }

        if (!rows.TryGetValue(id, out var row) || row.GetProperty("version").GetInt64() != view.GetProperty("version").GetInt64())
        {
            return false;
        }

        foreach (var field in new[] { "state", "level", "owner", "deadline", "wave", "respondersNeeded" })
        {
            Assert.Equal(view.GetProperty(field).ToString(), row.GetProperty(field).ToString());
        }

        return true;
    }

    private Task<JsonElement> ViewAsync(string request) => staff.GetFromJsonAsync<JsonElement>($"/api/requests/{request}");

    private static List<(string Responder, string State)> AssignmentsOf(JsonElement view) =>
        [.. view.GetProperty("assignments").EnumerateArray().Select(it => (it.GetProperty("responderId").GetString()!, it.GetProperty("state").GetString()!))];
}
