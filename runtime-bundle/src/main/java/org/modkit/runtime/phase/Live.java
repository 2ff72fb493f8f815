// SPDX-License-Identifier: Apache-2.0
package org.modkit.runtime.phase;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.modkit.api.ModuleContext;
import org.modkit.api.client.ClientHub;
import org.modkit.api.spi.PhaseGuest;
import org.modkit.api.spi.PhaseHost;
import org.modkit.api.status.BundleRef;
import org.modkit.api.status.Phase;
import org.modkit.runtime.fact.Step;
import org.modkit.runtime.graph.ModuleCode;
import org.modkit.runtime.graph.Offer;
import org.modkit.runtime.plan.Command;

/** One incarnation of a module, from its first hook to its last: its objects, its token, its context. */
final class Live implements ModuleContext, PhaseGuest {
    final Offer offer;
    final long run;
    /** Cancelled before the module is closed; another one for another init. */
    private volatile Cancellation token;
    /** The phases whose hooks were called and are yet to be undone. */
    final Set<Phase> begun = ConcurrentHashMap.newKeySet();
    /** The hosts that have taken this module in and are yet to let it go. */
    final Map<Phase, PhaseHost> hosts = new ConcurrentHashMap<>();
    /** The phases of {@link #hosts} in which requests were let in. */
    final Set<Phase> open = ConcurrentHashMap.newKeySet();

    private final Database database;
    private final ModuleCode.Incarnation code;
    private final Services services;
    /** The background work between start and stop; null outside. Written on hook threads, one at a time. */
    private volatile Run background;

    Live(Step step, Services services) {
        this.offer = step.offer();
        this.run = step.run();
        this.services = services;
        this.token = new Cancellation(services.complaints());
        this.database = new Database(services, this);
        this.code = step.phase() == Phase.SPAWN
                ? offer.code().beginElsewhere()
                : offer.code().begin();
    }

    /** The module's object of a type. */
    <T> T object(Class<T> type) {
        return code.get(type);
    }

    ClassLoader loader() {
        return code.loader();
    }

    Run openRun() {
        background = new Run(this, services);
        return background;
    }

    Run background() {
        return background;
    }

    /** Tells the module that it is to be closed. */
    void cancel() {
        token.cancel();
    }

    /** Gives a module that is to be initialized again a token that is not cancelled. */
    void renew() {
        if (token.isCancelled()) {
            token = new Cancellation(services.complaints());
        }
    }

    /** Takes back what the module has registered; right after its close. */
    void end() {
        token.cancel();
        try {
            code.end();
        } finally {
            database.end();
        }
    }

    @Override
    public String moduleName() {
        return offer.name();
    }

    @Override
    public UUID instanceId() {
        return services.system().instanceId();
    }

    @Override
    public <T> T config(Class<T> type) {
        return services.config().lenient(offer.name(), type);
    }

    @Override
    public <T> T requiredConfig(Class<T> type) {
        return services.config().required(offer.name(), type);
    }

    @Override
    public Map<String, Object> rawConfig() {
        return services.config().raw(offer.name());
    }

    @Override
    public ClientHub clients() {
        return code.clients();
    }

    @Override
    public Optional<DataSource> database() {
        return database.get();
    }

    @Override
    public DataSource databaseRequired() {
        return database.get().orElseThrow(database::missing);
    }

    @Override
    public void trouble(String sentence) {
        services.commands().accept(new Command.Trouble(offer, run, sentence));
    }

    @Override
    public void runsIn(String place) {
        services.commands().accept(new Command.RunsIn(offer, run, place));
    }

    @Override
    public void failed(String sentence) {
        services.commands().accept(new Command.GivenUp(offer, run, sentence));
    }

    @Override
    public Cancellation cancellation() {
        return token;
    }

    @Override
    public ModuleContext context() {
        return this;
    }

    @Override
    public BundleRef bundle() {
        return offer.bundle();
    }

    @Override
    public <T> T capability(Class<T> type) {
        return object(type);
    }
}
