using System.Globalization;
using Dispatch.Contracts.Accounts;

namespace Dispatch.Web.Hosting;

/// <summary>Lets the rows of idempotency keys forget what is older than a day, once an hour.</summary>
internal sealed partial class OnceSweep(IGrainFactory grains, TimeProvider clock, ILogger<OnceSweep> log) : BackgroundService
{
    private const int Rows = 256;
    private static readonly TimeSpan Apart = TimeSpan.FromHours(1);

    /// <summary>The row that holds a key.</summary>
    public static string Row(string id) => id[..2];

    /// <summary>Goes through all rows, one after another, so that it is never in the way.</summary>
    public async Task SweepAsync()
    {
        for (var row = 0; row < Rows; row++)
        {
            await grains.GetGrain<IOnceGrain>(row.ToString("x2", CultureInfo.InvariantCulture)).ForgetAsync();
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var pace = new PeriodicTimer(Apart, clock);
        while (await NextAsync(pace, stoppingToken))
        {
            try
            {
                await SweepAsync();
            }
            catch (Exception fault) when (Faults.Refusal(fault).Code != RefusalCode.FaultInternal)
            {
                Later(fault.GetType().Name);
            }
        }
    }

    private static async Task<bool> NextAsync(PeriodicTimer pace, CancellationToken stop)
    {
        try
        {
            return await pace.WaitForNextTickAsync(stop);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    [LoggerMessage(LogLevel.Warning, "Old idempotency keys are forgotten an hour later, after a {Fault}.")]
    private partial void Later(string fault);
}
