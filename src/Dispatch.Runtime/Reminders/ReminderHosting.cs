using Dispatch.Runtime.Hosting;
using Dispatch.Runtime.Reminders;
using Dispatch.Runtime.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Timers;

namespace Orleans.Hosting;

/// <summary>Adds the reminder service.</summary>
public static class SiloBuilderReminderExtensions
{
    /// <summary>Reminders in PostgreSQL or SQLite.</summary>
    public static ISiloBuilder UseAdoNetReminderService(this ISiloBuilder builder, Action<AdoNetReminderTableOptions> configureOptions)
    {
        builder.Services.Configure(configureOptions);
        builder.Services.AddSingleton(Connect);
        builder.Services.AddSingleton<IReminderDatabase>(services => new SqlReminderDatabase(
            services.GetRequiredService<IReminderConnections>(),
            services.GetRequiredService<IOptions<ClusterOptions>>().Value.ServiceId));
        return builder.AddReminders();
    }

    /// <summary>The reminder service without a table; the table is added by one of the other methods.</summary>
    public static ISiloBuilder AddReminders(this ISiloBuilder builder)
    {
        var services = builder.Services;
        services.TryAddSingleton<ReminderService>();
        services.TryAddSingleton<IReminderRegistry, ReminderRegistry>();
        services.AddSingleton(new StartupStep(
            ServiceLifecycleStage.RuntimeStorageServices,
            static (provider, token) => provider.GetRequiredService<IReminderDatabase>().StartAsync(token)));
        services.AddSingleton(new StartupStep(
            ServiceLifecycleStage.Active,
            static (provider, token) => provider.GetRequiredService<ReminderService>().StartAsync(token)));
        services.AddSingleton(new ShutdownStep(static (provider, _) =>
        {
            provider.GetRequiredService<ReminderService>().Stop();
            return Task.CompletedTask;
        }));
        return builder;
    }

    private static IReminderConnections Connect(IServiceProvider services)
    {
        var options = services.GetRequiredService<IOptions<AdoNetReminderTableOptions>>().Value;
        if (string.IsNullOrWhiteSpace(options.ConnectionString))
        {
            throw new OrleansConfigurationException("The reminder table has no ConnectionString.");
        }

        return options.Invariant switch
        {
            Invariants.Postgres => new PostgresReminderConnections(options.ConnectionString),
            Invariants.Sqlite => new SqliteReminderConnections(options.ConnectionString),
            _ => throw Invariants.Unknown("The reminder table", options.Invariant),
        };
    }
}

/// <summary>Adds the reminder service with its table in memory.</summary>
public static class SiloBuilderReminderMemoryExtensions
{
    public static ISiloBuilder UseInMemoryReminderService(this ISiloBuilder builder)
    {
        builder.Services.TryAddSingleton<MemoryReminderDatabase>();
        builder.Services.AddSingleton<IReminderDatabase>(services => services.GetRequiredService<MemoryReminderDatabase>());
        return builder.AddReminders();
    }
}
