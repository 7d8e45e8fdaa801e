namespace Dispatch.Cluster.Tests;

/// <summary>kill -9 in the middle of 200 requests a second: whatever was acknowledged is there after the restart, and dispatch goes on.</summary>
public sealed class KillTests : IDisposable
{
    private const int PerSecond = 200;

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

        Certificates.End(_data);
        await product.StartAsync();
        await Record.HoldsAsync(_data, [.. _history.CodeOfRequest.Keys], TimeSpan.FromSeconds(15));

        using var clients = new Clients(product.Address);
        using var staff = await clients.SignInAsync("admin");
        var truth = new Aftermath(staff, _history);
        await AcknowledgedRequestsAreThereAsync(clients.Anyone);
        await truth.AnswersStandAsync();
        var phones = await Phone.AllAsync(clients);
        await DispatchGoesOnAsync(clients, phones, accepted);
        await Certificates.MatchNobodyAfterTheirEndAsync(clients.Anyone, staff);
        await truth.NobodyHoldsTooMuchAsync(phones);
        await truth.HighRiskWentToCounsellorsOnlyAsync();
        await truth.AnswersStandAsync();
        await truth.BoardsEqualTheTruthAsync();
        var (code, said) = await Record.CommandAsync(_data, "verify");
        Assert.True(code == 0, said);
    }

    public void Dispose() => Directory.Delete(_data, recursive: true);

    private async Task DriveAsync(Uri address, int killAfter, Func<Task> kill)
    {
        using var clients = new Clients(address);
        using var stop = new CancellationTokenSource();
        var phones = await Phone.AllAsync(clients);
        var working = phones.Select(phone => Task.Run(() => WorkUntilAsync(phone, stop.Token))).ToList();
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

    private async Task WorkUntilAsync(Phone phone, CancellationToken stop)
    {
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (!stop.IsCancellationRequested)
        {
            await Unharmed(phone.WorkAsync(_history));
            await pace.WaitForNextTickAsync(CancellationToken.None);
        }
    }

    private async Task AcknowledgedRequestsAreThereAsync(HttpClient anyone)
    {
        foreach (var code in _history.CodeOfRequest.Values)
        {
            using var call = new HttpRequestMessage(HttpMethod.Get, "/api/help") { Headers = { { "Authorization", $"Case-Code {code}" } } };
            var help = await anyone.SendAsync(call);
            Assert.True(help.IsSuccessStatusCode, $"An acknowledged request is gone: {help.StatusCode}.");
        }
    }

    private async Task DispatchGoesOnAsync(Clients clients, List<Phone> phones, int acceptedBefore)
    {
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        for (var number = 0; _history.Accepts.Count <= acceptedBefore && await pace.WaitForNextTickAsync(stop.Token); number++)
        {
            await clients.AskAsync(_history, number);
            await Task.WhenAll(phones.Select(phone => phone.WorkAsync(_history)));
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
