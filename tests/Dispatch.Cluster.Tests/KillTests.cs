using System.Net.Http.Json;
using System.Text.Json;

namespace Dispatch.Cluster.Tests;

/// <summary>kill -9 in the middle of 200 requests a second: whatever was acknowledged is there after the restart, and dispatch goes on.</summary>
public sealed class KillTests : IDisposable
{
    private const int PerSecond = 200;
    private const int Phones = 12;

    private readonly string _data = Directory.CreateTempSubdirectory("dispatch-kill-").FullName;
    private readonly History _history = new();

    [Fact]
    public async Task Kill_InTheMiddleOf200RequestsASecond_LosesNothingAcknowledged()
    {
        await using var product = new ProductProcess(_data);
        await product.StartAsync();
        await DriveAsync(product.Address, killAfter: 3 * PerSecond, product.KillAsync);
        var (asked, accepted) = (_history.CodeOfRequest.Count, _history.Accepts.Count);
        Assert.True(asked > PerSecond && accepted > 0, $"The drive was too thin to prove anything: {asked} requests, {accepted} answers.");

        await product.StartAsync();

        using var clients = new Clients(product.Address);
        using var staff = await clients.SignInAsync("coordinator.zhuoda");
        await AcknowledgedRequestsAreThereAsync(clients.Anyone);
        await AcknowledgedAnswersStandAsync(staff);
        await BoardHoldsWhatIsOpenAsync(staff);
        await DispatchGoesOnAsync(product.Address, accepted);
    }

    public void Dispose() => Directory.Delete(_data, recursive: true);

    private async Task DriveAsync(Uri address, int killAfter, Func<Task> kill)
    {
        using var clients = new Clients(address);
        using var stop = new CancellationTokenSource();
        var phones = await PhonesAsync(clients);
        var working = phones.Select((phone, number) => Task.Run(() => WorkUntilAsync(phone, $"volunteer{number + 1}.zhuoda", stop.Token))).ToList();
        using var pace = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / PerSecond));
        var asking = new List<Task>();
        Task? killed = null;
        for (var number = 0; number < killAfter + PerSecond && await pace.WaitForNextTickAsync(); number++)
        {
            asking.Add(Unharmed(clients.AskAsync(_history, number)));
            killed ??= number == killAfter ? kill() : null;
        }

        await killed!;
        await stop.CancelAsync();
        await Task.WhenAll(asking.Concat(working));
    }

    private static async Task<List<HttpClient>> PhonesAsync(Clients clients)
    {
        var phones = new List<HttpClient>();
        for (var number = 1; number <= Phones; number++)
        {
            var phone = await clients.SignInAsync($"volunteer{number}.zhuoda");
            var duty = new { onDuty = true, location = new { lat = 18.268, lon = 109.52 }, travelMode = "EBike" };
            (await phone.PutAsJsonAsync("/api/me/duty", duty)).EnsureSuccessStatusCode();
            phones.Add(phone);
        }

        return phones;
    }

    private async Task WorkUntilAsync(HttpClient phone, string responder, CancellationToken stop)
    {
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (!stop.IsCancellationRequested)
        {
            await Unharmed(Clients.WorkAsync(phone, responder, _history));
            await pace.WaitForNextTickAsync(CancellationToken.None);
        }
    }

    private async Task AcknowledgedRequestsAreThereAsync(HttpClient anyone)
    {
        foreach (var code in _history.CodeOfRequest.Values)
        {
            var help = await anyone.GetAsync($"/api/help/{code}");
            Assert.True(help.IsSuccessStatusCode, $"An acknowledged request is gone: {help.StatusCode}.");
        }
    }

    private async Task AcknowledgedAnswersStandAsync(HttpClient staff)
    {
        foreach (var (request, _, responder) in _history.Accepts)
        {
            var view = await staff.GetFromJsonAsync<JsonElement>($"/api/requests/{request}");
            var standing = view.GetProperty("assignments").EnumerateArray()
                .Where(a => a.GetProperty("state").GetString() is "Accepted" or "EnRoute" or "OnSite" or "Completed")
                .Select(a => a.GetProperty("responderId").GetString())
                .ToList();
            Assert.Contains(responder, standing);
            Assert.True(standing.Count <= view.GetProperty("respondersNeeded").GetInt32(), $"I1: request {request} has {standing.Count} assignments.");
        }

        foreach (var (request, _) in _history.Completions)
        {
            var view = await staff.GetFromJsonAsync<JsonElement>($"/api/requests/{request}");
            Assert.Equal("Completed", view.GetProperty("state").GetString());
        }

        foreach (var request in _history.HighRisk)
        {
            var view = await staff.GetFromJsonAsync<JsonElement>($"/api/requests/{request}");
            Assert.DoesNotContain(view.GetProperty("offers").EnumerateArray(), o => o.GetProperty("kind").GetString() == "Volunteer");
        }
    }

    private async Task BoardHoldsWhatIsOpenAsync(HttpClient staff)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        List<string> missing = [];
        while (await pace.WaitForNextTickAsync(patience.Token))
        {
            var rows = (await staff.GetFromJsonAsync<JsonElement>("/api/boards/zhuoda", patience.Token)).GetProperty("rows").EnumerateArray().ToList();
            Assert.All(rows, row => Assert.False(string.IsNullOrEmpty(row.GetProperty("owner").GetString())));
            Assert.All(rows, row => Assert.Equal(JsonValueKind.String, row.GetProperty("deadline").ValueKind));
            var shown = rows.Select(row => row.GetProperty("id").GetString()!).ToHashSet();
            missing = [.. _history.CodeOfRequest.Keys.Where(id => !shown.Contains(id))];
            if (missing.Count == 0)
            {
                return;
            }
        }

        Assert.Empty(missing);
    }

    private async Task DispatchGoesOnAsync(Uri address, int acceptedBefore)
    {
        using var clients = new Clients(address);
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var phones = await PhonesAsync(clients);
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        for (var number = 0; _history.Accepts.Count <= acceptedBefore && await pace.WaitForNextTickAsync(stop.Token); number++)
        {
            await clients.AskAsync(_history, number);
            await Task.WhenAll(phones.Select((phone, index) => Clients.WorkAsync(phone, $"volunteer{index + 1}.zhuoda", _history)));
        }
    }

    /// <summary>A client whose server is being killed sees broken connections; only what was acknowledged counts.</summary>
    private static async Task Unharmed(Task call)
    {
        try
        {
            await call;
        }
        catch (Exception broken) when (broken is HttpRequestException or TaskCanceledException or IOException)
        {
            // Not acknowledged: nothing was promised.
        }
    }
}
