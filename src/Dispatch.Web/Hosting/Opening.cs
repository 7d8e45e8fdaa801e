using Dispatch.Web.Accounts;
using Dispatch.Web.Demo;

namespace Dispatch.Web.Hosting;

/// <summary>Opens the doors of a process whose port is open already, once the cluster answers, the shared keys are read and the data is there.</summary>
internal sealed partial class Opening(
    SharedKeys keys, DemoLoader demo, Readiness readiness, IHostApplicationLifetime lifetime, TimeProvider clock, ILogger<Opening> log) : BackgroundService
{
    private const int BadSettings = 2;
    private const int TriesPerLine = 20;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            for (var tries = 0; !await TryAsync(tries, stoppingToken); tries++)
            {
                await Task.Delay(Pause, clock, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The process stops.
        }
    }

    private async Task<bool> TryAsync(int tries, CancellationToken stop)
    {
        try
        {
            await keys.PrepareAsync();
            await demo.LoadAsync(stop);
            readiness.Open();
        }
        catch (OrleansConfigurationException wrong)
        {
            Refused(wrong.Message);
            Environment.ExitCode = BadSettings;
            lifetime.StopApplication();
        }
        catch (Exception notYet) when (!stop.IsCancellationRequested)
        {
            if (tries % TriesPerLine == 0)
            {
                Waiting(notYet.GetType().Name);
            }

            return false;
        }

        return true;
    }

    [LoggerMessage(LogLevel.Warning, "The doors open once the cluster answers and its store takes writes: {Fault}.")]
    private partial void Waiting(string fault);

    [LoggerMessage(LogLevel.Critical, "This process ends: {Words}")]
    private partial void Refused(string words);
}

/// <summary>Keeps the doors closed until then. Health and the client's own files are served at once.</summary>
internal static class ClosedDoors
{
    public static void UseClosedDoors(this IApplicationBuilder app)
    {
        var readiness = app.ApplicationServices.GetRequiredService<Readiness>();
        app.Use((context, next) => readiness.IsOpen || !IsOfTheApi(context.Request.Path)
            ? next(context)
            : Problems.WriteAsync(context, new Refusal(RefusalCode.StoreUnavailable, "The start is not finished; nothing was changed.")));
    }

    private static bool IsOfTheApi(PathString path) =>
        path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase) || path.StartsWithSegments("/hubs", StringComparison.OrdinalIgnoreCase);
}
