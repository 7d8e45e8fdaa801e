using Dispatch.Contracts.Operations;
using Dispatch.Operations.Metrics;
using Dispatch.Operations.Reports;
using Dispatch.Operations.Traces;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace Dispatch.Operations.Hosting;

/// <summary>What every host of the product adds so that it can be watched.</summary>
public static class OperationsHosting
{
    /// <summary>Adds metrics, reports to the operations actor and, when the settings name a receiver, OTLP. Called before the actors are added.</summary>
    /// <param name="builder">The host.</param>
    /// <param name="kind">What the process does.</param>
    /// <param name="name">What people call it.</param>
    public static void AddOperations(this IHostApplicationBuilder builder, ProcessKind kind, string name)
    {
        var settings = OperationsSettings.Read(builder.Configuration);
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(provider => new ProcessFacts(kind, name, settings, provider.GetRequiredService<TimeProvider>().GetUtcNow()));
        builder.Services.AddSingleton<MetricStore>();
        builder.Services.AddHostedService<ProcessReporter>();
        if (kind != ProcessKind.Web)
        {
            RuntimeFigures.AddTo(builder.Services);
        }

        if (settings.Otlp is null)
        {
            return;
        }

        builder.Services.AddSingleton<OtlpExport>();
        builder.Services.AddHostedService(provider => provider.GetRequiredService<OtlpExport>());
        if (kind == ProcessKind.Web)
        {
            builder.UseOrleansClient(client => client.AddActivityPropagation());
        }
        else
        {
            builder.UseOrleans(silo => silo.AddActivityPropagation());
        }
    }
}
